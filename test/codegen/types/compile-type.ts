import { expect } from "vitest";
import type { JsonSchema } from "../../../runtime/contract/json.js";
import { type Compiled, compileFiles, errorsOf } from "../compile-project.js";

/** Compiles `export function f(x: TYPE): void` after some declarations. */
export async function compileType(type: string, declarations = ""): Promise<Compiled> {
  return compileFiles({
    "t.ts": `${declarations}\n/**\n * F.\n *\n * @param x - X.\n */\nexport function f(x: ${type}): void {\n  void x;\n}\n`,
  });
}

/** Returns the schema of the input of such a function. */
export async function schemaOf(type: string, declarations = ""): Promise<JsonSchema> {
  const compiled = await compileType(type, declarations);
  expect(errorsOf(compiled)).toEqual([]);
  return compiled.actions.get("t.f")?.input ?? {};
}

/** Returns the codes of the errors of such a function. */
export async function codesOf(type: string, declarations = ""): Promise<readonly string[]> {
  const { problems } = await compileType(type, declarations);
  return problems.filter((each) => each.severity === "error").map((each) => each.code);
}
