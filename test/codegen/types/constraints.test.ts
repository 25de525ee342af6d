import { describe, expect, it } from "vitest";
import { codesOf, compileType } from "./compile-type.js";

// Constraints in comments of properties, and the types that they fit.

describe("a constraint that does not fit its type is a problem, not a crash", () => {
  it.each([
    ["@minLength 1", "number"],
    ["@minimum 1", "string"],
    ["@pattern ^a", "string[]"],
    ["@minItems 1", "string"],
    ["@uniqueItems", "string"],
    ["@format email", "number"],
    ["@minimum 1", "string | { a: number }"],
    ["@minLength 1", "unknown"],
    ["@widget integer", "string"],
    ["@multipleOf 0", "number"],
    ["@closed", "object"],
    ["@closed", "Record<string, number>"],
    ["@closed", "string"],
  ])("%s on %s", async (tag, type) => {
    const compiled = await compileType(`{\n  /** ${tag} */\n  a: ${type};\n}`);
    expect(compiled.marks).toEqual([`ACT206: ${tag.split(" ")[0]}`]);
  });

  it("nor is a pattern that takes exponential time", async () => {
    for (const slow of ["^(a+)+$", "^(a|a)*$", "(x+x+)+y", "^(?:[a-z]+,?)+$"]) {
      expect((await compileType(`{\n  /** @pattern ${slow} */\n  a: string;\n}`)).marks).toEqual([`ACT206: ${slow}`]);
    }
    for (const fast of ["^[a-z]+(?:-[a-z]+)*$", "^[a-z]+(?:,[a-z]+)*$", "^[a-z]+$", "^v\\d+(?:\\.\\d+){0,2}$"]) {
      expect(await codesOf(`{\n  /** @pattern ${fast} */\n  a: string;\n}`), fast).toEqual([]);
    }
  });

  it("nor is one that contradicts another", async () => {
    expect(await codesOf("{\n  /** @minimum 2\n   * @maximum 1 */\n  a: number;\n}")).toEqual(["ACT206"]);
  });

  it.each([
    ["@minLength 1", "string | null"],
    ["@minimum 1", "number | null"],
    ["@minLength 1", '"a" | "b"'],
    ["@minimum 1", "Integer"],
    ["@minItems 1", "string[] | undefined"],
  ])("%s fits %s", async (tag, type) => {
    expect(await codesOf(`{\n  /** ${tag} */\n  a: ${type};\n}`, 'import type { Integer } from "actionary";')).toEqual(
      [],
    );
  });
});
