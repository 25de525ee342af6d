import { createHash } from "node:crypto";
import { join, posix } from "node:path";
import type { SourceText } from "../model/source-text.js";
import type { Problem } from "../report/problems.js";
import type { FileState, FileStates } from "./file-states.js";
import { reviveProblem, type StoredProblem, storeProblem, type Texts } from "./stored-reading.js";

/** Everything that a run was made from and what came of it, so that the next one can tell that there is nothing to do. */
export interface LastRun {
  readonly conditions: string;
  /** When it began, in ms since 1970: what changed later may have changed again within the clock's step. */
  readonly at: number;
  /** When it had written everything, and before it looked at what it had written. */
  readonly outputsAt: number;
  /** Files that it read; paths from the project's root, or absolute. */
  readonly inputs: readonly (readonly [path: string, state: FileState])[];
  /** Every source below the actions folder, whether it could be read or not. */
  readonly sources: readonly string[];
  /** Files that were not there, and would make a difference. */
  readonly absent: readonly string[];
  /** The files that the compiler's options come from. */
  readonly configuration: readonly string[];
  /** The generated files and the folders that they are in; paths from the project's root. */
  readonly outputs: readonly (readonly [path: string, state: FileState])[];
  /** The generated files as they are named in the report. */
  readonly written: readonly string[];
  readonly actions: number;
  readonly problems: readonly StoredProblem[];
  /** Files with problems whose text nobody could read. */
  readonly unread: readonly string[];
}

/** What the last run found, given that everything is as it was then. */
export interface Replay {
  readonly actions: number;
  readonly problems: readonly Problem[];
  /** Paths of the generated files below the out folder; none where the sources have errors. */
  readonly outputs: readonly string[];
  /** Absolute paths of the files that the compiler's options come from. */
  readonly configuration: readonly string[];
  /** The record with the times of now, where the old ones are too young to be trusted next time. */
  readonly renewed: LastRun | undefined;
}

/** What happened, for the next run. */
export interface RunFacts {
  readonly root: string;
  readonly out: string;
  readonly conditions: string;
  readonly at: number;
  /** The sources that were listed, by path from the root, and the texts of those that could be read. */
  readonly sources: readonly string[];
  readonly texts: readonly SourceText[];
  /** Absolute paths of all files that were read. */
  readonly inputs: readonly string[];
  /** Those of them that were not there when it ended: what goes later was read. */
  readonly missing: ReadonlySet<string>;
  readonly absent: readonly string[];
  readonly configuration: readonly string[];
  /** The generated files by path below the out folder, as they were left; `outputsAt`: before anybody looked. */
  readonly outputs: readonly (readonly [path: string, state: FileState])[];
  readonly outputsAt: number;
  /** Folders besides those of the outputs where files may appear that do not belong. */
  readonly folders: readonly string[];
  readonly actions: number;
  readonly problems: readonly Problem[];
}

/**
 * The record of a run that has ended; undefined where a file has changed since it began, so that nobody can tell what
 * was read of it. `states` must not have looked at any file before.
 */
export function recordRun(
  facts: RunFacts,
  { states, before }: { readonly states: FileStates; readonly before: LastRun | undefined },
): LastRun | undefined {
  const { root, out, conditions, at, outputsAt, sources, actions, problems } = facts;
  const near = (path: string): string => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  const texts = new Map(facts.texts.map(({ file, text }) => [join(root, file), text]));
  const paths = [...new Set([...sources.map((file) => join(root, file)), ...facts.inputs])];
  // A file that is as the run before has read it is not read again.
  const known = new Map(before?.inputs);
  const since = before?.at ?? 0;
  const stateOf = (path: string): FileState | undefined => {
    const earlier = known.get(near(path));
    const isOld = states.signatureOf(path)?.text === earlier?.signature && states.isSettled(path, since);
    return isOld ? earlier : states.stateOf(path);
  };
  const inputs = paths.map((path) => ({ path, state: stateOf(path) }));
  const isAsRead = ({ path, state }: (typeof inputs)[number]): boolean =>
    (state ? states.isSettled(path, at) : facts.missing.has(path) && !states.exists(path)) ||
    isTextOf(state, texts.get(path));
  if (!inputs.every(isAsRead)) return undefined;
  const folders = [
    ...facts.folders.map((path) => join(out, path)),
    ...new Set(facts.outputs.flatMap(([path]) => foldersAbove(join(out, path), out))),
  ].map((path) => ({ path, state: states.stateOf(join(root, path)) }));
  return {
    ...{ conditions, at, outputsAt, sources, actions },
    inputs: inputs.flatMap(({ path, state }) => (state ? [[near(path), state]] : [])),
    absent: [...facts.absent, ...inputs.flatMap(({ path, state }) => (state ? [] : [path]))].map(near),
    configuration: facts.configuration.map(near),
    outputs: [
      ...facts.outputs.map(([path, state]) => [join(out, path), state] as const),
      ...folders.flatMap(({ path, state }) => (state ? [[path, state] as const] : [])),
    ],
    written: facts.outputs.map(([path]) => path),
    problems: problems.map(storeProblem),
    unread: [...new Set(problems.flatMap(({ at: { source } }) => (source.text === "" ? [source.file] : [])))],
  };
}

/** Whether a file's bytes are those of a text, with or without a byte order mark. */
function isTextOf(state: FileState | undefined, text: string | undefined): boolean {
  if (state === undefined || text === undefined) return false;
  return [text, `\uFEFF${text}`].some((each) => createHash("sha256").update(each).digest("hex") === state.hash);
}

/** The folders that a file lies in, up to and with `top`. */
function foldersAbove(path: string, top: string): readonly string[] {
  const folder = posix.dirname(path);
  return folder === top ? [folder] : [folder, ...foldersAbove(folder, top)];
}

/** What the last run found; undefined where anything that it read or wrote has changed. */
export function replayRun(
  last: LastRun,
  now: {
    readonly root: string;
    readonly conditions: string;
    readonly at: number;
    readonly sources: readonly string[];
    readonly texts: Texts;
  },
  states: FileStates,
): Replay | undefined {
  const { root } = now;
  const place = (path: string): string => (path.startsWith("/") ? path : `${root}/${path}`);
  const isSame =
    (since: number) =>
    ([path, state]: readonly [string, FileState]): boolean =>
      states.isSame(place(path), state, since);
  const isYoung =
    (since: number) =>
    ([path]: readonly [string, FileState]): boolean =>
      !states.isSettled(place(path), since);
  if (last.conditions !== now.conditions) return undefined;
  if (last.sources.length !== now.sources.length || !last.sources.every((path, index) => path === now.sources[index])) {
    return undefined;
  }
  if (!last.inputs.every(isSame(last.at)) || last.absent.some((path) => states.exists(place(path)))) return undefined;
  if (!last.outputs.every(isSame(last.outputsAt))) return undefined;
  const isAnyYoung = last.inputs.some(isYoung(last.at)) || last.outputs.some(isYoung(last.outputsAt));
  const texts: Texts = (file) => (last.unread.includes(file) ? { file, text: "" } : now.texts(file));
  return {
    actions: last.actions,
    problems: last.problems.map((problem) => reviveProblem(problem, texts)),
    outputs: last.written,
    configuration: last.configuration.map(place),
    renewed: isAnyYoung ? { ...last, at: now.at, outputsAt: now.at } : undefined,
  };
}
