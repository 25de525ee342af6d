import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../runtime/contract/json.js";
import { prepareBuild } from "../fixtures/open-runtime.js";
import { defineModule } from "../fixtures/read-module.js";

// A result is read, and then checked by its schema: what its own getters do in between must not change what the check says.

/** By references, so that the validator joins the errors of two others. */
const pair: JsonObject = {
  $ref: "#/definitions/Pair",
  definitions: {
    Pair: {
      type: "object",
      properties: { one: { $ref: "#/definitions/Text" }, two: { $ref: "#/definitions/Text" } },
      required: ["one", "two"],
    },
    Text: { type: "object", properties: { of: { $ref: "#/definitions/Text" }, is: { type: "string" } } },
  },
};
const word: JsonObject = { type: "object", properties: { word: { type: "string", pattern: "^[a-z]+$" } } };

const source = `
const wrong = { is: 1 };

/** Makes lists of errors that say they are empty. */
function loseErrors() {
  class None { get length() { return 0; } set length(_) {} }
  const made = Object.assign(() => ({}), { [Symbol.species]: None });
  Array.prototype.constructor = made;
}

export function errors() {
  return { get one() { loseErrors(); return wrong; }, two: wrong };
}

export function pattern() {
  return { get word() { RegExp.prototype.exec = () => ["a"]; RegExp.prototype.test = () => true; return "42"; } };
}

export const right = () => ({ word: "right" });
`;
const build = prepareBuild(
  {
    checks: defineModule("checks", source, {
      errors: { output: pair },
      pattern: { output: word },
      right: { output: word },
    }),
  },
  { prefix: "checks", options: { lanes: 1 } },
);

describe.each(["thread", "process"] as const)("in a %s lane", (isolation) => {
  test.each(["errors", "pattern"])("a result cannot change its own check: %s", async (name) => {
    const { run, failing } = await build.open({ isolation });
    expect((await failing(name)).code).toBe("INVALID_OUTPUT");
    expect(await run("right")).toEqual({ word: "right" });
  });
});
