import type { BaseType } from "ts-json-schema-generator";
import type { DocumentedValue } from "../../../model/models.js";
import { type Span, spanKey } from "../../../model/source-text.js";
import type { Fix } from "../../../report/fix.js";
import type { Problem, ProblemCode } from "../../../report/problems.js";

/** A default or an example in a comment; its type may not be complete yet. */
export type TypedValue = Omit<DocumentedValue, "schema"> & { readonly type: BaseType };

/** A problem of a part of a type. It has no path yet, and in a type of a package no span: both are those of its user. */
interface ProblemNote {
  readonly kind: "problem";
  readonly code: ProblemCode;
  /** Steps of the path, from the type that the notes are about. */
  readonly steps: readonly string[];
  readonly at: Span | undefined;
  /** The package whose type it is in. */
  readonly owner: string | undefined;
  /** The facts behind the path. */
  readonly facts: readonly (string | undefined)[];
  readonly fix: () => Fix | undefined;
}

/** Another type that is part of this one. */
interface Mention {
  readonly kind: "mention";
  readonly notes: Notes;
  readonly steps: readonly string[];
  readonly at: Span | undefined;
}

type Note =
  | ProblemNote
  | Mention
  | { readonly kind: "comment"; readonly problem: Problem }
  | { readonly kind: "value"; readonly value: TypedValue };

/**
 * All that is to be told about a type besides the type: everyone who uses it is told the same, in whatever order types are
 * read. What is told about the types that it mentions stays with these, so that types may mention each other.
 */
export class Notes {
  readonly entries: Note[] = [];
  /** True for a definition of the actions: paths start at its name, and nothing of it depends on its users. */
  readonly isOwn: boolean;
  /** False as long as its type is being read. */
  isComplete = false;

  constructor(isOwn: boolean) {
    this.isOwn = isOwn;
  }
}

/** A problem with its path and span. */
export type PlacedNote = Omit<ProblemNote, "kind" | "at"> & { readonly at: Span };

/** Takes what notes tell. */
export interface Listener {
  readonly problem: (note: PlacedNote) => void;
  readonly comment: (problem: Problem) => void;
  readonly value: (value: TypedValue) => void;
}

/** Tells all notes of a type and of those that it mentions, each once. `at` is the span of what has no span of its own. */
export function tell(notes: Notes, at: Span, listener: Listener): void {
  const told = new Map<Notes, Set<string>>();
  const refused = new Set<string>();
  // A list instead of recursion: types may mention each other in chains of any length.
  const queue: Told[] = [];
  const add = (from: Notes, prefix: readonly string[], anchor: Span): void => {
    const user = from.isOwn ? "" : spanKey(anchor);
    const users = told.get(from) ?? new Set();
    told.set(from, users);
    if (users.has(user)) return;
    users.add(user);
    queue.push(...from.entries.map((note) => ({ note, prefix, anchor })).reverse());
  };
  add(notes, [], at);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { note, prefix, anchor } = next;
    if (note.kind === "comment") listener.comment(note.problem);
    else if (note.kind === "value") listener.value(note.value);
    else {
      const [steps, own] = [[...prefix, ...note.steps], note.at ?? anchor];
      if (note.kind === "mention") add(note.notes, note.notes.isOwn ? [] : steps, own);
      // More about a package at the same place would say the same: its type is to be left alone.
      else if (note.owner === undefined || !refused.has(spanKey(own))) listener.problem({ ...note, steps, at: own });
      if (note.kind === "problem" && note.owner !== undefined) refused.add(spanKey(own));
    }
  }
}

/** A note that is still to be told, with the path and the span of what mentions its type. */
interface Told {
  readonly note: Note;
  readonly prefix: readonly string[];
  readonly anchor: Span;
}

/** Returns whether any of these codes is among the notes of a type, or of those that it mentions. */
export function holdsCode(notes: Notes, isCounted: (code: ProblemCode) => boolean): boolean {
  const seen = new Set([notes]);
  for (const each of seen) {
    for (const note of each.entries) {
      if (note.kind === "problem" && isCounted(note.code)) return true;
      if (note.kind === "mention") seen.add(note.notes);
    }
  }
  return false;
}
