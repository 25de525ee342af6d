import { posix } from "node:path";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry, Manifest } from "../../runtime/contract/manifest.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import type { Project } from "../model/project.js";
import { areSameItems } from "../model/same-items.js";
import { snakeCase } from "../model/title.js";
import { type PrintScope, printType, recursiveDefinitions } from "./print-type.js";
import { render } from "./render.js";

/** A type that is declared by itself: the name wanted, the name it got, and its text. */
interface HoistedType {
  readonly wanted: string;
  readonly name: string;
  readonly type: string;
}

/** An action's part of `actions.ts`, and the types that it refers to. */
interface PrintedAction {
  readonly text: string;
  readonly declared: readonly HoistedType[];
}

/** The folders of a project that `actions.ts` names. */
type Folders = Pick<Project, "actions" | "out">;

/** Emits `actions.ts`: the union of keys, and the wire types of every action, printed from its schemas. */
export function emitActions(manifest: Manifest, folders: Folders, cache?: CodegenCache): string {
  const printer: Printer = { out: folders.out, taken: new Set(), cache };
  const actions = Object.values(manifest.actions).map((entry) => printActionOnce(entry, printer));
  const parts = actions.flatMap(({ text, declared }) => [text, ...declared.flatMap(({ name, type }) => [name, type])]);
  const facts = [folders.actions, ...Object.keys(manifest.actions), ...parts];
  if (last !== undefined && areSameItems(last.facts, facts)) return last.text;
  const text = render(import.meta.url, "actions.hbs", {
    source: folders.actions,
    keys: Object.keys(manifest.actions),
    actions: actions.map(({ text }) => text),
    hoisted: actions.flatMap(({ declared }) => declared),
  });
  last = { facts, text };
  return text;
}

/** The last `actions.ts` of this process, with all that it was printed from. */
let last: { readonly facts: readonly string[]; readonly text: string } | undefined;

/** State of one `actions.ts`: its folder, the names of hoisted types so far, and what earlier runs have printed. */
interface Printer {
  readonly out: string;
  readonly taken: Set<string>;
  readonly cache: CodegenCache | undefined;
}

/** Actions that earlier runs of this process have printed, by entry, with their facts: entries never change. */
const printedActions = new WeakMap<ActionEntry, { readonly facts: string; readonly printed: PrintedAction }>();

/** Prints an action, or takes it from this process or the cache; adds the names of its hoisted types to `taken`. */
function printActionOnce(entry: ActionEntry, printer: Printer): PrintedAction {
  const { out, taken, cache } = printer;
  const facts = `${entry.hash} ${entry.source.file} ${out}`;
  const earlier = printedActions.get(entry);
  const known =
    earlier?.facts === facts ? earlier.printed : (cache?.find("action", facts) as PrintedAction | undefined);
  const isFree = known?.declared.every(({ wanted, name }) => wanted === name && !taken.has(name));
  const made = known !== undefined && isFree ? known : printAction(entry, printer);
  if (made === known) for (const { name } of known.declared) taken.add(name);
  else cache?.keep("action", facts, made);
  printedActions.set(entry, { facts, printed: made });
  return made;
}

function printAction(entry: ActionEntry, { out, taken }: Printer): PrintedAction {
  const input = printSchema(entry, "input", taken);
  const output = printSchema(entry, "output", taken);
  const text = render(import.meta.url, "action.hbs", {
    key: entry.key,
    comment: commentOf(entry, out),
    input: input.text,
    output: output.text,
  }).trimEnd();
  return { text, declared: [...input.declared, ...output.declared] };
}

/** Returns the comment that editors show with a key: title, description and remarks, and the file that the action is in. */
function commentOf({ title, description, remarks, deprecated, source }: ActionEntry, out: string): string {
  const isOnlyTitle = description.replace(/\.$/, "") === title;
  const tags = [
    ...(deprecated === undefined ? [] : [`@deprecated ${deprecated}`]),
    `@see {@link ${posix.relative(out, source.file)}}`,
  ];
  return [...(isOnlyTitle ? [] : [title]), description, ...(remarks ? [remarks] : []), tags.join("\n")].join("\n\n");
}

/** Prints definitions where they are used; a recursive one is hoisted, under a unique name. */
function printSchema(entry: ActionEntry, side: "input" | "output", taken: Set<string>): PrintedAction {
  const schema = entry[side];
  const names = new Map<string, { readonly wanted: string; readonly name: string }>();
  const recursive = recursiveDefinitions(schema);
  // Most have none, and splitting the key into words is slow.
  const prefix = recursive.size === 0 ? "" : pascalCase(`${entry.key}_${side}`);
  for (const definition of recursive) {
    const wanted = `${prefix}${definition}`;
    const name = freeTypeName(wanted, taken);
    taken.add(name);
    names.set(definition, { wanted, name });
  }
  const scope: PrintScope = {
    definitions: (schema.definitions ?? {}) as Readonly<Record<string, JsonSchema>>,
    hoisted: new Map([...names].map(([definition, { name }]) => [definition, name])),
  };
  const declared = [...names].map(([definition, named]) => {
    const type = scope.definitions[definition];
    return { ...named, type: type ? printType(type, scope) : "" };
  });
  return { text: printType(schema, scope, "    "), declared };
}

/** Returns the name, with `_2` or more when it is taken: `git.hub.get` and `git_hub.get` are the same in Pascal case. */
function freeTypeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}_${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function pascalCase(key: string): string {
  const words = snakeCase(key).split(/[._]/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
