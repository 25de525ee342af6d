import { expect } from "vitest";
import { type Compiled, compileFiles, errorsOf } from "../compile-project.js";

/** Compiles functions `f0`, `f1`, … without parameters unless told otherwise, each after one of the comments. */
export async function documented(comments: readonly string[], parameters = ""): Promise<Compiled> {
  const functions = comments.map((comment, index) => `${comment}\nexport function f${index}(${parameters}): void {}\n`);
  return compileFiles({ "t.ts": functions.join("\n") });
}

/** Returns the descriptions of such functions. */
export async function descriptions(comments: readonly string[]): Promise<readonly (string | undefined)[]> {
  const compiled = await documented(comments);
  expect(errorsOf(compiled)).toEqual([]);
  return comments.map((_, index) => compiled.actions.get(`t.f${index}`)?.description);
}
