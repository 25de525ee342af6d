import type { CodegenCache } from "../cache/codegen-cache.js";
import { once } from "../cache/once.js";
import type { ReadingInputs } from "../cache/reading-cache.js";
import { digestDeclared } from "../cache/stored-reading.js";
import type { ActionFile } from "../model/action-file.js";
import type { Problem } from "../report/problems.js";
import { ambientOf, distinctPaths } from "./ambient-files.js";
import { type ReadPass, textsOf } from "./read-pass.js";

/**
 * Keeps the readings of files that depend on nothing with a problem: a problem in a type is reported where the type is
 * read first. A warning within a file that no other imports belongs to that file alone, and is kept with it.
 */
export function keepReadings(
  cache: CodegenCache,
  files: readonly ActionFile[],
  { pass, all }: { readonly pass: ReadPass; readonly all: readonly Problem[] },
): void {
  const texts = textsOf(files);
  // Every run reports ACT610, which is about the compiler's options, anew.
  const isOwn = ({ at, code }: Problem): boolean => texts(at.source.file) !== undefined || code === "ACT610";
  // Defaults and examples are not checked while there are errors, and are not kept.
  if (all.some((problem) => problem.severity === "error" || !isOwn(problem))) return;
  if (!keepAmbient(cache, files, pass)) return;
  const { program, fresh, cached, parts, reported } = pass;
  const readings = cache.readings(program.options);
  const flaws = problemsByFile(all);
  const own = new Set(reported.sorted());
  const inputs = new Map([...fresh.keys()].map((file) => [file, inputsOf(file, pass)]));
  const secrets = once(() =>
    digestDeclared(files.flatMap((file) => (fresh.get(file) ?? cached.get(file)?.reading)?.declared ?? [])),
  );
  const imported = new Set([
    ...[...inputs.values()].flatMap((each) => each.own.map(({ file }) => file)),
    ...[...cached.values()].flatMap((each) => each.own),
  ]);
  for (const [file, reading] of fresh) {
    const { file: name } = file.source;
    const given = inputs.get(file);
    const problems = flaws.get(name) ?? [];
    const isShared = problems.length > 0 && (imported.has(name) || problems.some((problem) => !own.has(problem)));
    if (given === undefined || isShared || given.own.some((each) => flaws.has(each.file))) continue;
    parts?.keep(file, given, readings);
    const bindsByName = reading.actions.some((action) => action.bindsByName);
    readings.keep(file.source, { reading, problems }, { ...given, ...(bindsByName ? { secrets: secrets() } : {}) });
  }
}

/** The files that a reading was made from, also those of its parts that an earlier run has read. */
function inputsOf(file: ActionFile, { program, parts }: ReadPass): ReadingInputs {
  const { own, outside, absent } = program.dependenciesOf(file);
  const earlier = parts?.inputsOf(file);
  return {
    own,
    outside: distinctPaths([outside, earlier?.outside ?? []]),
    absent: distinctPaths([absent, earlier?.absent ?? []]),
  };
}

/** Keeps which files are ambient; returns false if readings cannot be kept because of them. */
function keepAmbient(cache: CodegenCache, files: readonly ActionFile[], pass: ReadPass): boolean {
  const { program } = pass;
  const before = cache.ambient();
  // Ambient files make no difference until the type checker or a package is asked.
  if (!program.dependsOnAmbient() && before === undefined) return true;
  const ambient = ambientOf(files, pass, before);
  const ownPaths = new Set(files.map((file) => program.pathOf(file)));
  return !ambient.reached.some((path) => ownPaths.has(path)) && cache.keepAmbient(ambient);
}

function problemsByFile(all: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const byFile = new Map<string, Problem[]>();
  for (const problem of all) {
    const { file } = problem.at.source;
    byFile.set(file, [...(byFile.get(file) ?? []), problem]);
  }
  return byFile;
}
