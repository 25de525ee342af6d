import { statSync } from "node:fs";
import { join, posix } from "node:path";
import type { Problem } from "../problems.js";
import type { FileState, FileStates } from "./file-states.js";
import { reviveProblem, type StoredProblem, storeProblem, type Texts } from "./stored-reading.js";

/** Everything that a run was made from and what came of it, so that the next one can tell that there is nothing to do. */
export interface LastRun {
  readonly conditions: string;
  /** When it began, in ms since 1970: what changed later may have changed again within the clock's step. */
  readonly at: number;
  /** Files that it read; paths from the project's root, or absolute. */
  readonly inputs: readonly (readonly [path: string, state: FileState])[];
  /** Every source below the actions folder, whether it could be read or not. */
  readonly sources: readonly string[];
  /** Files that were not there, and would make a difference. */
  readonly absent: readonly string[];
  readonly outputs: readonly (readonly [path: string, state: FileState])[];
  /** Folders of the generated files, and when a name was last added to them or taken away. */
  readonly folders: readonly (readonly [path: string, changed: number])[];
  readonly actions: number;
  readonly problems: readonly StoredProblem[];
}

/** What the last run found, given that everything is as it was then. */
export interface Replay {
  readonly actions: number;
  readonly problems: readonly Problem[];
  /** Paths of the generated files from the project's root; none where the sources have errors. */
  readonly outputs: readonly string[];
  /** The record with the times of now, where the old ones are too young to be trusted next time. */
  readonly renewed: LastRun | undefined;
}

/** What happened, for the next run. */
export interface RunFacts {
  readonly root: string;
  readonly conditions: string;
  readonly at: number;
  readonly sources: readonly string[];
  /** Absolute paths of all files that were read. */
  readonly inputs: readonly string[];
  readonly absent: readonly string[];
  readonly outputs: readonly string[];
  readonly actions: number;
  readonly problems: readonly Problem[];
}

/** A file that has not changed since `before` was recorded is not read again. */
export function recordRun(
  { root, inputs, absent, outputs, problems, ...facts }: RunFacts,
  { states, before }: { readonly states: FileStates; readonly before: LastRun | undefined },
): LastRun {
  const near = (path: string): string => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  const known = new Map([...(before?.inputs ?? []), ...(before?.outputs ?? [])]);
  const stateOf = (path: string): readonly (readonly [string, FileState])[] => {
    const earlier = known.get(near(path));
    const isOld = earlier && before && states.isSettled(path, before.at) && states.isSame(path, earlier, before.at);
    const state = isOld ? earlier : states.stateOf(path);
    return state ? [[near(path), state]] : [];
  };
  const folders = [...new Set(outputs.map((path) => posix.dirname(path)))];
  return {
    ...facts,
    inputs: inputs.flatMap(stateOf),
    absent: absent.map(near),
    outputs: outputs.flatMap((path) => stateOf(join(root, path))),
    folders: folders.map((path) => [path, changedAt(join(root, path))]),
    problems: problems.map(storeProblem),
  };
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
  const isSame = ([path, state]: readonly [string, FileState]): boolean => states.isSame(place(path), state, last.at);
  if (last.conditions !== now.conditions) return undefined;
  if (last.sources.length !== now.sources.length || !last.sources.every((path, index) => path === now.sources[index])) {
    return undefined;
  }
  if (!last.inputs.every(isSame) || last.absent.some((path) => states.exists(place(path)))) return undefined;
  if (!last.outputs.every(isSame) || last.folders.some(([path, changed]) => changedAt(join(root, path)) !== changed)) {
    return undefined;
  }
  const isYoung = [...last.inputs, ...last.outputs].some(([path]) => !states.isSettled(place(path), last.at));
  return {
    actions: last.actions,
    problems: last.problems.map((problem) => reviveProblem(problem, now.texts)),
    outputs: last.outputs.map(([path]) => path),
    renewed: isYoung ? { ...last, at: now.at } : undefined,
  };
}

function changedAt(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
