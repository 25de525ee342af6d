import { packagePath } from "../cache/package-files.js";
import type { ActionFile } from "../model/action-file.js";
import type { FileReading } from "../model/file-reading.js";
import type { Project } from "../model/project.js";
import type { ProblemList } from "../report/problems.js";
import { ambientOf, distinctPaths, isSameAmbient } from "./ambient-files.js";
import { keepReadings } from "./keep-readings.js";
import type { ProgramInputs } from "./program/read-program.js";
import { type ReadSettings, readPass } from "./read-pass.js";
import { readSupport, type SupportFile } from "./read-support.js";

/** Readings of all files. */
export interface ReadFiles {
  readonly readings: readonly FileReading[];
  /** Sources from outside of the actions folder that are compiled with them. */
  readonly support: readonly SupportFile[];
  /** Keeps readings for the next run, given all problems of the sources. */
  readonly keep: (all: ProblemList) => void;
  /** Returns all files that decided what was read, besides the project's own and its configuration. */
  readonly inputs: () => ProgramInputs;
}

/**
 * Reads the files, at least one, that the cache does not know, or that depend on something that has changed since; all
 * others come from the cache.
 */
export async function readStale(
  project: Project,
  files: readonly ActionFile[],
  { problems, ...settings }: ReadSettings & { readonly problems: ProblemList },
): Promise<ReadFiles> {
  const { cache } = settings;
  const before = cache?.ambient();
  const first = await readPass(project, files, settings);
  // Ambient files decide how all others are read: cached readings hold only as long as these are the same.
  const isAlone = first.cached.size === 0 || before === undefined;
  const isTrusted = isAlone || isSameAmbient(before, ambientOf(files, first, before));
  const pass = isTrusted ? first : await readPass(project, files, { ...settings, cache: undefined });
  for (const problem of pass.reported.sorted()) problems.add(problem);
  for (const { problems: before } of pass.cached.values()) for (const problem of before) problems.add(problem);
  const readings = files.flatMap((file) => pass.fresh.get(file) ?? pass.cached.get(file)?.reading ?? []);
  const { targets } = pass;
  return {
    readings,
    support: readSupport(readings, { project, targets, files, problems }),
    keep: (all) => {
      if (cache && !cache.isReadOnly) keepReadings(cache, files, { pass, all: all.sorted() });
    },
    inputs: () => {
      const now = pass.program.inputs();
      const parts = [...pass.fresh.keys()].flatMap((file) => pass.parts?.inputsOf(file) ?? []);
      const before = [...pass.cached.values(), ...parts];
      const known = cache?.ambient();
      const packages = (known?.packages ?? []).map(packagePath);
      return {
        files: distinctPaths([
          now.files,
          targets.inputs,
          known?.loose ?? [],
          packages,
          ...before.map((each) => each.outside),
        ]),
        absent: distinctPaths([now.absent, known?.absent ?? [], ...before.map((each) => each.absent)]),
        configuration: now.configuration,
        listings: now.listings,
      };
    },
  };
}
