import { beforeAll, describe, expect, it } from "vitest";
import { isJudgedByTsc } from "./beyond-tsc.js";
import {
  actionsOf,
  closed,
  type ProvenAction,
  type ProvenCase,
  prove,
  typeStatements,
  valueStatements,
} from "./claims.js";
import { acceptingCases } from "./compile-case.js";
import { generateValues } from "./generate-values.js";
import type { Misjudged, Statement } from "./statements.js";

// Proof from both sides: what a schema accepts, tsc accepts for the author's type, and what it refuses, tsc refuses too,
// except where a constraint says more than TypeScript can, and except surplus properties of results, which are open.

const seed = 20_260_101;
const count = process.env.ACTIONARY_LONG === "1" ? 60 : 2;

/** Statements about types and about values, which tsc judges in one program. */
let stated: { readonly types: readonly Statement[]; readonly values: readonly Statement[] };
let misjudged: readonly Misjudged[];
let actions: readonly ProvenAction[];

beforeAll(async () => {
  const cases = [...(await acceptingCases())].map(([name, compiled]): ProvenCase => ({ name, ...compiled }));
  actions = actionsOf(cases).filter(({ from, entry }) => isJudgedByTsc(from.name, entry.key));
  stated = { types: actions.flatMap(typeStatements), values: actions.flatMap(valuesOf) };
  misjudged = prove(cases, [...stated.types, ...stated.values]).misjudged;
}, 120_000);

function valuesOf(action: ProvenAction, index: number): readonly Statement[] {
  const { input, output } = action.entry;
  const from = { seed: seed + index * 1000, count };
  return [
    ...valueStatements(action, "input", generateValues(input, from)),
    ...valueStatements(action, "output", generateValues(closed(output), from)),
  ];
}

/** Returns what tsc says of these statements, and of the imports, that it must not. */
function wrongOf(statements: readonly Statement[]): readonly string[] {
  const wrong = misjudged.filter(({ statement }) => statement === undefined || statements.includes(statement));
  return wrong.map(({ message }) => message);
}

describe("every accepting case", { timeout: 120_000 }, () => {
  it("prints the type that its author wrote: each is assignable to the other", () => {
    expect(stated.types.length).toBeGreaterThan(0);
    expect(wrongOf(stated.types)).toEqual([]);
  });

  it("has schemas that accept and refuse as tsc does", () => {
    expect(stated.values.filter((statement) => statement.isGood).length).toBeGreaterThan(actions.length * count);
    expect(wrongOf(stated.values)).toEqual([]);
  });
});
