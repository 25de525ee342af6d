import fc from "fast-check";
import { expect, it } from "vitest";
import { type Fault, proveSignatures } from "./prove-signatures.js";
import { type Signature, signatures } from "./signature-grammar.js";
import { watch } from "./watchdog.js";

// Random signatures, nonsense included: each ends in schemas that pass the proofs or in a placed problem, never in a
// throw, a long wait or a schema that does not compile. Another seed or number: `SEED=7 SIGNATURES=1000 npx vitest run …`.

const seed = Number(process.env.SEED ?? 20_260_131);
const total = Number(process.env.SIGNATURES ?? (process.env.ACTIONARY_LONG === "1" ? 10_000 : 300));
const perBatch = 150;

/** A signature takes milliseconds, also where many processes share the machine: so long without an end is a hang. */
const patienceMs = 600_000;

// Open findings stand in the way of running it always: see the commit that added it.
it.runIf(process.env.SEED !== undefined)(
  `${total} random signatures end in proven schemas or in placed problems`,
  { timeout: 3_600_000 },
  async () => {
    const tally = { accepted: 0, refused: 0, illTyped: 0 };
    for (let done = 0, batch = seed; done < total; done += perBatch, batch++) {
      const all = drawSignatures(batch, Math.min(perBatch, total - done));
      const release = watch(`no end of the signatures of seed ${batch}`, patienceMs);
      const { accepted, refused, illTyped, faults } = await proveSignatures(all, batch);
      release();
      const [first] = [...faults].sort((a, b) => lengthOf(all, a) - lengthOf(all, b));
      if (first) expect.fail(await report(first, all, batch));
      tally.accepted += accepted.length;
      tally.refused += refused.length;
      tally.illTyped += illTyped.length;
    }
    if (process.env.SEED !== undefined) console.log(seed, tally);
    expect(tally.accepted + tally.refused + tally.illTyped).toBe(total);
    expect(Math.min(tally.accepted, tally.refused)).toBeGreaterThan(total / 5);
  },
);

function drawSignatures(batch: number, count: number): readonly Signature[] {
  const drawn: Signature[] = [];
  fc.assert(
    fc.property(signatures, (signature) => void drawn.push(signature)),
    { seed: batch, numRuns: count },
  );
  return drawn;
}

function lengthOf(all: readonly Signature[], { index }: Fault): number {
  return index === undefined ? Number.POSITIVE_INFINITY : (all[index]?.text.length ?? 0);
}

/** Names the seed and the smallest signature that fails by itself as the first does. */
async function report(fault: Fault, all: readonly Signature[], batch: number): Promise<string> {
  const head = `seed ${batch}, signature ${fault.index}: ${fault.message}`;
  if (fault.index === undefined) return `${head}\nIt fails only together with others.`;
  const failsAlone = async (signature: Signature): Promise<void> => {
    const { faults } = await proveSignatures([signature], batch);
    if (faults[0]) throw new Error(faults[0].message);
  };
  const replay = { seed: batch, path: String(fault.index), interruptAfterTimeLimit: 120_000 };
  const { counterexample, errorInstance } = await fc.check(fc.asyncProperty(signatures, failsAlone), replay);
  const [smallest = all[fault.index]] = counterexample ?? [];
  return `${head}\n\nThe smallest found:\n${smallest?.text}\n\n${(errorInstance as Error | undefined)?.message ?? ""}`;
}
