import { beforeAll, describe, expect, it } from "vitest";
import { actionsOf, closed, type ProvenCase, prove, typeStatements, valueStatements } from "./claims.js";
import { acceptingCases } from "./compile-case.js";
import { generateValues } from "./generate-values.js";

// Proof from both sides: what a schema accepts, tsc accepts for the author's type, and what it refuses, tsc refuses too,
// except where a constraint says more than TypeScript can, and except surplus properties of results, which are open.

const seed = 20_260_101;
const count = process.env.ACTIONARY_LONG === "1" ? 60 : 4;

let cases: readonly ProvenCase[];

beforeAll(async () => {
  cases = [...(await acceptingCases())].map(([name, compiled]) => ({ name, ...compiled }));
}, 60_000);

describe("every accepting case", { timeout: 120_000 }, () => {
  it("prints the type that its author wrote: each is assignable to the other", () => {
    const statements = actionsOf(cases).flatMap(typeStatements);
    expect(statements.length).toBeGreaterThan(0);
    expect(prove(cases, statements).misjudged).toEqual([]);
  });

  it("has schemas that accept and refuse as tsc does", () => {
    const actions = actionsOf(cases);
    const statements = actions.flatMap((action, index) => {
      const { input, output } = action.entry;
      const from = { seed: seed + index * 1000, count };
      return [
        ...valueStatements(action, "input", generateValues(input, from)),
        ...valueStatements(action, "output", generateValues(closed(output), from)),
      ];
    });
    expect(statements.filter((statement) => statement.isGood).length).toBeGreaterThan(actions.length * count);
    expect(prove(cases, statements).misjudged).toEqual([]);
  });
});
