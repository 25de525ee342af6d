import { describe, expect, it } from "vitest";
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
