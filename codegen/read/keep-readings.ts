import type { Ambient, CodegenCache } from "../cache/codegen-cache.js";
import { once } from "../cache/once.js";
import type { ReadingInputs } from "../cache/reading-cache.js";
import { digestDeclared } from "../cache/stored-reading.js";
import type { ActionFile } from "../model/action-file.js";
import type { DocumentedValue } from "../model/models.js";
import { spanKey } from "../model/source-text.js";
import type { Problem, ProblemCode } from "../report/problems.js";
import { distinctPaths } from "./ambient-files.js";
import type { ReadPass } from "./read-pass.js";

/** Result of the checks that follow reading. */
export interface Judgement {
  /** False where defaults and examples were not checked, because there were errors. */
  readonly areValuesChecked: boolean;
  readonly problems: readonly Problem[];
}

/**
 * Problems that tell too little of what they depend on: how deep a type lies, what codegen itself does wrong, and a fix that
 * only one of several files has.
 */
const unkept: ReadonlySet<ProblemCode> = new Set(["ACT315", "ACT430", "ACT901"]);

/**
 * Keeps the readings of this run with their problems: those of the file and of the definitions that it was read from. Of
 * the defaults and examples, those stay that are wrong or were not checked.
 */
export function keepReadings(
  cache: CodegenCache,
  files: readonly ActionFile[],
  {
    pass,
    ambient,
    judgement,
  }: { readonly pass: ReadPass; readonly ambient: Ambient | undefined; readonly judgement: Judgement },
): void {
  if (ambient && !keepAmbient(cache, ambient, pass)) return;
  const { program, fresh, cached, parts } = pass;
  const readings = cache.readings(program.options);
  const isOpen = openValues(judgement);
  const secrets = once(() =>
    digestDeclared(files.flatMap((file) => (fresh.get(file) ?? cached.get(file))?.reading?.declared ?? [])),
  );
  for (const [file, { reading, problems }] of fresh) {
    const inputs = inputsOf(file, pass);
    const values = (reading?.values ?? []).filter(isOpen);
    const readFrom = new Set([file.source.file, ...inputs.own.map((each) => each.file)]);
    const spans = [...problems, ...values].map(({ at }) => at);
    if (spans.some(({ source }) => !readFrom.has(source.file))) continue;
    parts?.keep(file, inputs, { readings, isKept, isOpen });
    if (!problems.every(isKept)) continue;
    const bindsByName = reading?.actions.some((action) => action.bindsByName);
    const kept = { reading: reading && { ...reading, values }, problems };
    readings.keep(file.source, kept, { ...inputs, ...(bindsByName ? { secrets: secrets() } : {}) });
  }
}

function isKept({ code }: Problem): boolean {
  return !unkept.has(code);
}

/** Returns a test for the values that are wrong, or were not checked. */
function openValues({ areValuesChecked, problems }: Judgement): (value: DocumentedValue) => boolean {
  if (!areValuesChecked) return () => true;
  const areWrong = problems.filter(({ code }) => code === "ACT208" || code === "ACT308");
  const wrong = new Set(areWrong.map(({ at }) => spanKey(at)));
  return ({ at }) => wrong.has(spanKey(at));
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
function keepAmbient(cache: CodegenCache, ambient: Ambient, { program }: ReadPass): boolean {
  return !ambient.reached.some((path) => program.isOwnPath(path)) && cache.keepAmbient(ambient);
}
