import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../codegen/report/problems.js";
import { type Compiled, compileFiles, manifestOf } from "../codegen/compile-project.js";
import type { Files } from "../project/make-project.js";
import { actionsOf, prove, typeStatements, valueStatements } from "./claims.js";
import { generateValues } from "./generate-values.js";
import { resolvedOutput } from "./resolved-output.js";
import type { Signature } from "./signature-grammar.js";
import { vocabulary, vocabularyFile } from "./vocabulary.js";
import { findWireFault, sidesOf } from "./wire-travel.js";

/** Outcome of a batch of signatures, by their index in it. */
export interface Outcome {
  readonly accepted: readonly number[];
  /** Those with a placed problem. */
  readonly refused: readonly number[];
  /** Those that were accepted but that tsc refuses as they are written, so that nothing can be proven of them. */
  readonly illTyped: readonly number[];
  /** Anything that must not be, with the index if it is known. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  readonly index: number | undefined;
  readonly message: string;
}

/** Options of a proof. */
export interface ProofOptions {
  /** Seed of the values that are drawn from schemas. */
  readonly seed: number;
  /** The type checker also resolves every name, which has to give the same. */
  readonly isCompared: boolean;
}

/** The name of the case in the proof, and of its folder, which is not on disk. */
const caseName = "fuzz";

/** Texts of signatures of which nothing can be proven, because TypeScript itself cannot say it of the wire form. */
const unprovable: readonly { readonly text: RegExp; readonly reason: string }[] = [
  {
    text: /__brand: 1[^;]*\) & \(|\) & \([^;]*__brand: 1/,
    reason: "no type takes the brand off a literal",
  },
  {
    text: /@minItems [\s\S]*\[[\s\S]*\?/,
    reason: "a printed tuple has the optional members that its tag asks for, which its author's type does not say",
  },
  {
    text: /type Own = \[[^;{]*\bOwn\b/,
    reason: "tsc works the members of a tuple out at once, so those of one that holds itself without an end",
  },
];

/** Words of messages that no problem may have: something broke while a type was read. */
const broken = /Unknown node|Cannot read|Maximum call|undefined \(|is not a function|is not iterable|no plan for/;

const valuesPerSide = 2;

/** Processor time, in milliseconds, that a batch may take, and in addition each of its signatures. */
const limitMs = 1_000;
const shareMs = 20;

/**
 * Compiles signatures together, then proves of each that is accepted that its schemas say what its types say. A fault that
 * names no signature is looked for by halves.
 */
export async function proveSignatures(signatures: readonly Signature[], options: ProofOptions): Promise<Outcome> {
  const outcome = await proveTogether(signatures, options);
  if (signatures.length === 1) return whole(outcome);
  if (!outcome.faults.some(({ index }) => index === undefined)) return outcome;
  const middle = signatures.length >> 1;
  const first = await proveSignatures(signatures.slice(0, middle), options);
  const second = shifted(await proveSignatures(signatures.slice(middle), options), middle);
  const halves = joined(first, second);
  return halves.faults.length > 0 || outcome.faults.every(isSlow) ? halves : outcome;
}

/** Gives all faults to the only signature. */
function whole(outcome: Outcome): Outcome {
  return { ...outcome, faults: outcome.faults.map(({ message }) => ({ index: 0, message })) };
}

function shifted({ accepted, refused, illTyped, faults }: Outcome, by: number): Outcome {
  const move = (index: number): number => index + by;
  return {
    accepted: accepted.map(move),
    refused: refused.map(move),
    illTyped: illTyped.map(move),
    faults: faults.map(({ index, message }) => ({ index: index === undefined ? undefined : move(index), message })),
  };
}

function joined(a: Outcome, b: Outcome): Outcome {
  return {
    accepted: [...a.accepted, ...b.accepted],
    refused: [...a.refused, ...b.refused],
    illTyped: [...a.illTyped, ...b.illTyped],
    faults: [...a.faults, ...b.faults],
  };
}

async function proveTogether(signatures: readonly Signature[], options: ProofOptions): Promise<Outcome> {
  const faults: Fault[] = [];
  const refused = new Set<number>();
  const outcome = (): Outcome => ({ accepted: [], refused: [...refused], illTyped: [], faults });
  while (refused.size < signatures.length) {
    const left = signatures.flatMap((signature, index) => (refused.has(index) ? [] : [[index, signature] as const]));
    const sources = new Map(left.map(([index, { preface, text }]) => [`f${index}.ts`, preface + text]));
    const compiled = await compileTimed(sources, faults);
    if (compiled === undefined) return outcome();
    if (options.isCompared) faults.push(...(await compareResolvers(compiled, filesOf(sources))));
    const before = refused.size;
    for (const problem of compiled.problems) {
      const index = indexIn(problem.at.source.file);
      const message = misplaced(problem, index === undefined ? undefined : signatures[index]);
      if (message !== undefined) faults.push({ index, message });
      if (index !== undefined && problem.severity === "error") refused.add(index);
    }
    // Defaults are judged only where nothing else is wrong, so the rest may have problems again.
    if (refused.size > before) continue;
    if (compiled.generation === undefined) return outcome();
    const proof = proveAll(compiled, sources, options.seed);
    return { ...proof, refused: [...refused], faults: [...faults, ...proof.faults] };
  }
  return outcome();
}

/** Compiles the sources. A throw is a fault, and so is too much processor time twice. */
async function compileTimed(sources: ReadonlyMap<string, string>, faults: Fault[]): Promise<Compiled | undefined> {
  const files = filesOf(sources);
  const timed = async (): Promise<{ readonly compiled: Compiled; readonly ms: number }> => {
    const before = process.cpuUsage();
    const compiled = await compileFiles(files);
    const { user, system } = process.cpuUsage(before);
    return { compiled, ms: (user + system) / 1_000 };
  };
  try {
    const { compiled, ms } = await timed();
    const limit = limitMs + shareMs * sources.size;
    // The first run loads libraries and warms up, so it is the second that counts.
    const again = ms > limit ? (await timed()).ms : 0;
    if (again > limit) faults.push({ index: undefined, message: `${slow} ${Math.round(again)} ms` });
    return compiled;
  } catch (error) {
    faults.push({ index: undefined, message: `throws: ${(error as Error).stack}` });
    return undefined;
  }
}

function filesOf(sources: ReadonlyMap<string, string>): Files {
  return { ...Object.fromEntries(sources), [vocabularyFile]: vocabulary };
}

/** Compares with the outcome that the type checker gives when it resolves every name. */
async function compareResolvers(light: Compiled, files: Files): Promise<readonly Fault[]> {
  const full = await compileFiles(files, { resolver: "full" });
  if (isDeepStrictEqual(resolvedOutput(light), resolvedOutput(full))) return [];
  return [{ index: undefined, message: "the two resolvers do not give the same" }];
}

const slow = "takes";

function isSlow({ message }: Fault): boolean {
  return message.startsWith(slow);
}

/** Tells what is wrong with a problem, which must stand within the signature, say what is wrong and what to do. */
function misplaced(problem: Problem, signature: Signature | undefined): string | undefined {
  const { code, message, hint, at } = problem;
  const shown = `${code} at ${at.source.file}:${at.start}-${at.end}: ${message}`;
  if (code === "ACT901" || broken.test(message)) return `breaks: ${shown}`;
  if (hint === "" || message.length > 1_000) return `is no help: ${shown} (${hint})`;
  // Advice about a type that all share stands where that is declared.
  if (problem.severity === "warning" && at.source.file.endsWith(vocabularyFile)) return undefined;
  // A parser may miss something between two characters.
  const isWide = at.end > at.start || code === "ACT104";
  const isWithin = signature && at.start >= signature.preface.length && at.end <= at.source.text.length;
  return isWithin && isWide ? undefined : `is placed elsewhere: ${shown}`;
}

function proveAll(compiled: Compiled, sources: ReadonlyMap<string, string>, seed: number): Omit<Outcome, "refused"> {
  const types = compiled.committed.get("actions.ts") ?? "";
  const cases = [{ name: caseName, manifest: manifestOf(compiled), types }];
  const actions = actionsOf(cases);
  const faults: Fault[] = [];
  const statements = actions.flatMap((action) => {
    const index = indexIn(action.entry.source.file);
    const sides = sidesOf(action, compiled.actions.get(action.entry.key));
    const source = sources.get(`f${index}.ts`) ?? "";
    try {
      const ofValues = sides.flatMap((side) => {
        const values = generateValues(side.schema, { seed, count: valuesPerSide });
        const fault = findWireFault(values, side);
        if (fault !== undefined) faults.push({ index, message: `${side.side}: ${fault}` });
        return valueStatements(action, side.side, values);
      });
      return isUnprovable(source) ? [] : [...typeStatements(action), ...ofValues];
    } catch (error) {
      faults.push({ index, message: `throws: ${(error as Error).stack}` });
      return [];
    }
  });
  const files = new Map(
    [...sources, [vocabularyFile, vocabulary] as const].map(([path, text]) => [`${caseName}/actions/${path}`, text]),
  );
  const { misjudged, errors } = prove(cases, statements, files);
  const printed = errors.get(`${caseName}/printed.ts`);
  const all = actions.flatMap(({ entry }) => indexIn(entry.source.file) ?? []);
  const illTyped = all.filter((index) => errors.has(`${caseName}/actions/f${index}.ts`));
  const unproven = misjudged.flatMap(({ message }): Fault[] => {
    const index = indexIn(message);
    const isOut = index !== undefined && (illTyped.includes(index) || isUnprovable(sources.get(`f${index}.ts`) ?? ""));
    return isOut ? [] : [{ index, message }];
  });
  return {
    accepted: all.filter((index) => !illTyped.includes(index)),
    illTyped,
    faults: [
      ...faults,
      ...unproven,
      ...(printed === undefined ? [] : [{ index: undefined, message: `actions.ts: ${printed}` }]),
    ],
  };
}

function isUnprovable(source: string): boolean {
  return unprovable.some(({ text }) => text.test(source));
}

/** Reads the index of a signature from a path, a key or a line of the proof. */
function indexIn(text: string): number | undefined {
  const found = /\bf(\d+)\.(?:ts|js|f)\b/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
