import fc from "fast-check";
import { expect, it } from "vitest";
import { type Fault, type ProofOptions, proveSignatures } from "./prove-signatures.js";
import { type Signature, signatures } from "./signature-grammar.js";
import { watch } from "./watchdog.js";

// Random signatures, nonsense included: each ends in schemas that pass the proofs or in a placed problem, never in a
// throw, a long wait or a schema that does not compile. Another seed or number: `SEED=7 SIGNATURES=1000 npx vitest run …`.

const isLong = process.env.ACTIONARY_LONG === "1";
const seeds = process.env.SEED
  ? [Number(process.env.SEED)]
  : isLong
    ? [1, 1_000, 2_000, 3_000, 20_260_131]
    : [20_260_131];
const perSeed = Number(process.env.SIGNATURES ?? (isLong ? 2_000 : 120));
const perBatch = 150;

/** One batch of so many also goes through the type checker as the resolver of every name. */
const comparedEvery = 4;

/** A signature takes milliseconds, also where many processes share the machine: so long without an end is a hang. */
const patienceMs = 600_000;

it.each(seeds)(
  `${perSeed} random signatures of seed %d end in proven schemas or in placed problems`,
  { timeout: isLong || process.env.SIGNATURES ? 3_600_000 : 300_000 },
  async (seed) => {
    const tally = { accepted: 0, refused: 0, illTyped: 0 };
    for (let index = 0; index * perBatch < perSeed; index++) {
      const batch: ProofOptions = { seed: seed + index, isCompared: index % comparedEvery === 0 };
      const all = drawSignatures(batch.seed, Math.min(perBatch, perSeed - index * perBatch));
      const release = watch(`no end of the signatures of seed ${batch.seed}`, patienceMs);
      const { accepted, refused, illTyped, faults } = await proveSignatures(all, batch);
      release();
      const [first] = [...faults].sort((a, b) => lengthOf(all, a) - lengthOf(all, b));
      if (first) expect.fail(await report(first, all, batch));
      tally.accepted += accepted.length;
      tally.refused += refused.length;
      tally.illTyped += illTyped.length;
    }
    if (isLong || process.env.SEED) console.log(`seed ${seed}:`, tally);
    expect(tally.accepted + tally.refused + tally.illTyped).toBe(perSeed);
    expect(Math.min(tally.accepted, tally.refused)).toBeGreaterThan(perSeed / 5);
  },
);

function drawSignatures(seed: number, count: number): readonly Signature[] {
  const drawn: Signature[] = [];
  fc.assert(
    fc.property(signatures, (signature) => void drawn.push(signature)),
    { seed, numRuns: count },
  );
  return drawn;
}

function lengthOf(all: readonly Signature[], { index }: Fault): number {
  return index === undefined ? Number.POSITIVE_INFINITY : (all[index]?.text.length ?? 0);
}

/** Names the seed and the smallest signature that fails by itself as the first does. */
async function report(fault: Fault, all: readonly Signature[], batch: ProofOptions): Promise<string> {
  const head = `seed ${batch.seed}, signature ${fault.index}: ${fault.message}`;
  if (fault.index === undefined) return `${head}\nIt fails only together with others.`;
  const failsAlone = async (signature: Signature): Promise<void> => {
    const { faults } = await proveSignatures([signature], batch);
    if (faults[0]) throw new Error(faults[0].message);
  };
  const replay = { seed: batch.seed, path: String(fault.index), interruptAfterTimeLimit: 120_000 };
  const { counterexample, errorInstance } = await fc.check(fc.asyncProperty(signatures, failsAlone), replay);
  const [smallest = all[fault.index]] = counterexample ?? [];
  return `${head}\n\nThe smallest found:\n${smallest?.text}\n\n${(errorInstance as Error | undefined)?.message ?? ""}`;
}
