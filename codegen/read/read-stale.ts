import { packagePath } from "../cache/package-files.js";
import type { ActionFile } from "../model/action-file.js";
import type { FileReading } from "../model/file-reading.js";
import { garbageMinFiles } from "../model/limits.js";
import type { Project } from "../model/project.js";
import type { ProblemList } from "../report/problems.js";
import { ambientOf, distinctPaths, isSameAmbient } from "./ambient-files.js";
import { collectGarbage } from "./collect-garbage.js";
import { type Judgement, keepReadings } from "./keep-readings.js";
import type { ProgramInputs } from "./program/read-program.js";
import { type ReadSettings, readPass } from "./read-pass.js";
import { readSupport, type SupportFile } from "./read-support.js";
import { withTrueFix } from "./types/notes/name-uses.js";

/** Readings of all files. */
export interface ReadFiles {
  readonly readings: readonly FileReading[];
  /** Sources from outside of the actions folder that are compiled with them. */
  readonly support: readonly SupportFile[];
  /** Keeps readings for the next run, given what was found out about them. */
  readonly keep: (judgement: Judgement) => void;
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
  for (const problem of pass.general) problems.add(problem);
  const readings: FileReading[] = [];
  // In the order of the files: of two problems at one place the first counts, wherever it comes from.
  for (const file of files) {
    const read = pass.fresh.get(file) ?? pass.cached.get(file);
    for (const problem of read?.problems ?? []) {
      problems.add(pass.program.leftOut.withHint(withTrueFix(problem, pass.program)));
    }
    if (read?.reading) readings.push(read.reading);
  }
  const { program, targets } = pass;
  const support = readSupport(readings, { project, targets, files, problems });
  const isKept = cache !== undefined && !cache.isReadOnly;
  // Ambient files make no difference until the type checker or a package is asked.
  const hasAmbient = isKept && (program.dependsOnAmbient() || before !== undefined);
  const ambient = hasAmbient ? ambientOf(files, pass, before) : undefined;
  program.close(isKept ? [...pass.fresh.keys()] : []);
  if (pass.fresh.size >= garbageMinFiles) collectGarbage();
  return {
    readings,
    support,
    keep: (judgement) => {
      if (isKept) keepReadings(cache, files, { pass, ambient, judgement });
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
