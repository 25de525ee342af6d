import { describe, expect, it } from "vitest";
import { collectDefinitions } from "../../../codegen/read/types/schema/definitions.js";
import { generator } from "../../../codegen/read/typescript/typescript.js";
import { compileAt } from "../compile-project.js";

// Names of definitions never show internals: an argument without a name is named by what it is made of.

describe("definition names", () => {
  it.each(["light", "full"] as const)("are readable (%s)", async (resolver) => {
    const { actions } = await compileAt(new URL("../../cases/definition-names", import.meta.url).pathname, {
      resolver,
    });
    const namesOf = (key: string): readonly string[] => Object.keys(actions.get(key)?.input.definitions ?? {});
    expect(namesOf("names.unnamed")).toEqual([
      "POf1",
      "POfBigInt",
      "POfDate",
      "POfObject",
      "POfPOfBigInt",
      "POfRecordOfNumber",
      "POfStringAndNumberTuple",
      "POfStringArray",
      "POfStringOrNull",
      "POfText",
      "POfTrue",
      "POfUnion",
      "POfXOrY",
    ]);
    expect(namesOf("names.named")).toEqual(["ChainOfString", "Größe", "POfGröße", "Tree", "日本"]);
  });
});

it("numbers twenty thousand of one name, in time that grows with their number", () => {
  const uniques = ["Item2", ...Array.from({ length: 20_000 }, (_, index) => `Item\u0000${index}`)];
  const types = uniques.map((unique) => new generator.DefinitionType(unique, new generator.StringType()));
  const refs = Object.fromEntries(uniques.map((unique, index) => [`p${index}`, { $ref: `#/definitions/${unique}` }]));
  const began = performance.now();
  const schema = collectDefinitions({ type: "object", properties: refs }, types, {
    getDefinition: () => ({ type: "string" }),
  });
  expect(performance.now() - began).toBeLessThan(5_000);
  const given = Object.values(schema.properties as Readonly<Record<string, { $ref: string }>>).map(({ $ref }) =>
    $ref.slice("#/definitions/".length),
  );
  expect(given.slice(0, 4)).toEqual(["Item2", "Item", "Item3", "Item4"]);
  expect(given.at(-1)).toBe("Item20001");
  expect(new Set(given).size).toBe(uniques.length);
});
