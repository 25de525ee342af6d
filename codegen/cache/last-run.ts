import { join } from "node:path";
import { foldersAbove } from "../model/folders-above.js";
import { sha256 } from "../model/hash.js";
import { areSameItems } from "../model/same-items.js";
import type { SourceText } from "../model/source-text.js";
import type { Problem } from "../report/problems.js";
import type { FileState, FileStates } from "./file-states.js";
import { type FolderListing, namesOf, readEntries } from "./folder-listing.js";
import { reviveExcerpts, type StoredExcerpt, storeExcerpts } from "./stored-excerpts.js";
import { reviveProblem, type StoredProblem, storeProblem, type Texts } from "./stored-reading.js";

/** Inputs and outputs of a run, by which the next one can tell that there is nothing to do. */
export interface LastRun {
  readonly conditions: string;
  /** Time before it looked at the states of its inputs, in ms since 1970: a file that changed later may change again within the clock's step. */
  readonly at: number;
  /** Time after it had written everything, and before it looked at the result; in ms since 1970. */
  readonly outputsAt: number;
  /** Files that it read; paths from the project's root, or absolute ones. */
  readonly inputs: readonly (readonly [path: string, state: FileState])[];
  /** All sources below the actions folder, unreadable ones included. */
  readonly sources: readonly string[];
  /** Folders whose names decide the sources, with their signatures; empty when the sources have to be listed to tell. */
  readonly folders: readonly (readonly [path: string, signature: string])[];
  /** Missing files that would make a difference. */
  readonly absent: readonly string[];
  /** Files with the compiler's options. */
  readonly configuration: readonly string[];
  /** Folders in which declaration files were looked for. */
  readonly listings: readonly FolderListing[];
  /** Generated files and their folders; paths from the project's root. */
  readonly outputs: readonly (readonly [path: string, state: FileState])[];
  /** Generated files as the report names them. */
  readonly written: readonly string[];
  readonly actions: number;
  readonly problems: readonly StoredProblem[];
  /** Lines and positions of the sources that are printed with the problems. */
  readonly excerpts: readonly StoredExcerpt[];
  /** Files with problems whose text could not be read. */
  readonly unread: readonly string[];
}

/** Result of the last run, which holds as long as nothing has changed. */
export interface Replay {
  readonly actions: number;
  readonly problems: readonly Problem[];
  /** Paths of the generated files below the out folder; none when the sources have errors. */
  readonly outputs: readonly string[];
  /** Absolute paths of the files with the compiler's options. */
  readonly configuration: readonly string[];
  /** The record with new times; undefined when the old ones will still be enough next time. */
  readonly renewed: LastRun | undefined;
}

/** Sources as they were listed; paths from the project's root. */
export interface SourceList {
  readonly sources: readonly string[];
  /** Folders in which they were listed; none when links lead to some of them. */
  readonly folders: readonly string[];
}

/** Facts of a run, for its record. */
export interface RunFacts {
  readonly root: string;
  readonly out: string;
  readonly conditions: string;
  readonly at: number;
  readonly listed: SourceList;
  /** Texts of the sources that could be read. */
  readonly texts: readonly SourceText[];
  /** Absolute paths of all files that were read. */
  readonly inputs: readonly string[];
  /** Inputs that were missing when the run ended; one that goes later was read. */
  readonly missing: ReadonlySet<string>;
  readonly absent: readonly string[];
  readonly configuration: readonly string[];
  readonly listings: readonly FolderListing[];
  /** Generated files by path below the out folder, with their states; `outputsAt` is a time before these were taken. */
  readonly outputs: readonly (readonly [path: string, state: FileState])[];
  readonly outputsAt: number;
  /** Further folders in which orphans may appear. */
  readonly folders: readonly string[];
  readonly actions: number;
  readonly problems: readonly Problem[];
}

/**
 * Returns the record of a run that has ended; undefined when a file has changed since it began, because its text at that
 * time is unknown. `states` must not have looked at any file yet.
 */
export function recordRun(
  facts: RunFacts,
  { states, before }: { readonly states: FileStates; readonly before: LastRun | undefined },
): LastRun | undefined {
  const { root, out, conditions, at, outputsAt, listed, actions, problems } = facts;
  // What changed later than the run began is compared with what was read, so that only changes from now on can be missed.
  const lookedAt = Date.now();
  const { sources } = listed;
  const relative = (path: string): string => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  const texts = new Map(facts.texts.map(({ file, text }) => [join(root, file), text]));
  const paths = [...new Set([...sources.map((file) => join(root, file)), ...facts.inputs])];
  // A file that has not changed since the run before is not read again.
  const known = new Map(before?.inputs);
  const since = before?.at ?? 0;
  const stateOf = (path: string): FileState | undefined => {
    const earlier = known.get(relative(path));
    const isOld = states.signatureOf(path)?.text === earlier?.signature && states.isSettled(path, since);
    return isOld ? earlier : states.stateOf(path);
  };
  const inputs = paths.map((path) => ({ path, state: stateOf(path) }));
  const isAsRead = ({ path, state }: (typeof inputs)[number]): boolean =>
    (state ? states.isSettled(path, at) : facts.missing.has(path) && !states.exists(path)) ||
    isTextOf(state, texts.get(path));
  if (!inputs.every(isAsRead)) return undefined;
  const folders = watchedFolders(facts).map((path) => ({ path, state: states.stateOf(join(root, path)) }));
  return {
    ...{ conditions, at: lookedAt, outputsAt, sources, actions },
    inputs: inputs.flatMap(({ path, state }) => (state ? [[relative(path), state]] : [])),
    folders: settledFolders(listed, states, { root, at }),
    absent: [...facts.absent, ...inputs.flatMap(({ path, state }) => (state ? [] : [path]))].map(relative),
    configuration: facts.configuration.map(relative),
    listings: facts.listings.map(([path, names]) => [relative(path), names] as const),
    outputs: [
      ...facts.outputs.map(([path, state]) => [join(out, path), state] as const),
      ...folders.flatMap(({ path, state }) => (state ? [[path, state] as const] : [])),
    ],
    written: facts.outputs.map(([path]) => path),
    problems: problems.map(storeProblem),
    excerpts: storeExcerpts(problems),
    unread: [...new Set(problems.flatMap(({ at: { source } }) => (source.text === "" ? [source.file] : [])))],
  };
}

/** Folders whose names count: a file that appears in one may be an orphan. */
function watchedFolders({ out, folders, outputs }: RunFacts): readonly string[] {
  const above = outputs.flatMap(([path]) => [...foldersAbove(path).map((folder) => join(out, folder)), out]);
  return [...folders.map((path) => join(out, path)), ...new Set(above)];
}

/** Tells whether a file holds a text, with or without a byte order mark. */
function isTextOf(state: FileState | undefined, text: string | undefined): boolean {
  if (state === undefined || text === undefined) return false;
  return [text, `\uFEFF${text}`].some((each) => sha256(each) === state.hash);
}

/** The project as a run finds it, to compare with the last run. */
export interface CurrentFacts {
  readonly root: string;
  readonly out: string;
  readonly conditions: string;
  /** Time at which the run began, in ms since 1970. */
  readonly at: number;
  /** Lists the sources as they are now; returns undefined when some cannot be listed. */
  readonly listed: () => SourceList | undefined;
  readonly texts: Texts;
}

/** Returns the signatures of the folders of sources; none when one may have changed after they were listed. */
function settledFolders(
  { folders }: SourceList,
  states: FileStates,
  { root, at }: { readonly root: string; readonly at: number },
): LastRun["folders"] {
  const settled = folders.flatMap((path): LastRun["folders"] => {
    const signature = states.signatureOf(join(root, path));
    return signature && states.isSettled(join(root, path), at) ? [[path, signature.text]] : [];
  });
  return settled.length === folders.length ? settled : [];
}

/** Tells whether the folders of the sources have the same names as in the last run; false also where that is unknown. */
function areSameFolders({ folders, at }: LastRun, states: FileStates, absolute: (path: string) => string): boolean {
  const isSame = ([path, signature]: LastRun["folders"][number]): boolean =>
    states.signatureOf(absolute(path))?.text === signature && states.isSettled(absolute(path), at);
  return folders.length > 0 && folders.every(isSame);
}

/** Returns the result of the last run; undefined when anything that it read or wrote has changed. */
export function replayRun(last: LastRun, now: CurrentFacts, states: FileStates): Replay | undefined {
  const { root } = now;
  const absolute = (path: string): string => (path.startsWith("/") ? path : `${root}/${path}`);
  if (last.conditions !== now.conditions) return undefined;
  // Folders first: they are few, and tell of most changes.
  const areFoldersSame = areSameFolders(last, states, absolute);
  const listed = areFoldersSame ? undefined : now.listed();
  if (!areFoldersSame && !(listed && areSameItems(last.sources, listed.sources))) return undefined;
  let isAnyYoung = false;
  const areSame = (files: LastRun["inputs"], since: number): boolean =>
    files.every(([path, state]) => {
      const answer = states.compare(absolute(path), state, since);
      if (answer === "young") isAnyYoung = true;
      return answer !== "changed";
    });
  if (!areSame(last.inputs, last.at) || last.absent.some((path) => states.exists(absolute(path)))) return undefined;
  const isListed = ([path, names]: FolderListing): boolean =>
    namesOf(readEntries(absolute(path), absolute(now.out))) === names;
  if (!last.listings.every(isListed)) return undefined;
  if (!areSame(last.outputs, last.outputsAt)) return undefined;
  const found = listed && settledFolders(listed, states, now);
  const folders = found && found.length > 0 ? found : last.folders;
  const texts = reviveExcerpts(last.excerpts, (file) =>
    last.unread.includes(file) ? { file, text: "" } : now.texts(file),
  );
  return {
    actions: last.actions,
    problems: last.problems.map((problem) => reviveProblem(problem, texts)),
    outputs: last.written,
    configuration: last.configuration.map(absolute),
    renewed: isAnyYoung || folders !== last.folders ? { ...last, at: now.at, outputsAt: now.at, folders } : undefined,
  };
}
