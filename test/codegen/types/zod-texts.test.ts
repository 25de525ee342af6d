import { expect, it } from "vitest";
import { compileAt, errorsOf, withLeanProject } from "../compile-project.js";

// The texts of a zod schema reach the descriptions of the types that are inferred from it.

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const zod = `
export interface ZodType<T> {
  readonly _output: T;
  describe(text: string): this;
  meta(data: { description?: string; id?: string }): this;
  optional(): ZodType<T | undefined>;
}
export declare function string(): ZodType<string>;
export declare function object<S extends Record<string, ZodType<unknown>>>(
  shape: S,
): ZodType<{ [K in keyof S]: S[K]["_output"] }>;
type output<T extends ZodType<unknown>> = T["_output"];
export type { output as infer };
export * as z from "./index.js";
`;

const action = `
import { z } from "zod";
import { other } from "./_other.js";

const Email = z.string().describe("Of the constant.");
const In = z.object({
  email: z.string().describe("Inner.").describe("The address."),
  named: Email,
  again: Email.describe("Of the use."),
  meta: z.string().meta({ id: "x", description: "Of meta." }),
  maybe: z.string().optional().describe("Perhaps."),
  deep: z.object({ a: z.string().describe("Deep.") }),
  silent: z.string(),
  /** Of the comment. */
  both: z.string().describe("Unseen."),
  foreign: other.describe("Of something else."),
});

/** F. */
export function f(p: z.infer<typeof In>): void {
  void p;
}
`;

const other = `
export const other = {
  _output: "" as string,
  describe(text: string) { void text; return this; },
  meta() { return this; },
  optional(): never { throw new Error(); },
};
`;

it.each(["light", "full"] as const)("zod's texts become descriptions (%s)", async (resolver) => {
  const files = {
    "node_modules/zod/index.d.ts": zod,
    "node_modules/zod/package.json": '{"name":"zod","version":"4.0.0","type":"module","types":"index.d.ts"}',
    "node_modules/zod/index.js": "",
    "actions/_other.ts": other,
    "actions/a.ts": action,
  };
  await withLeanProject(files, async (root) => {
    const compiled = await compileAt(root, { resolver });
    expect(errorsOf(compiled).filter((error) => !error.startsWith("ACT605"))).toEqual([]);
    const input = compiled.actions.get("a.f")?.input ?? {};
    const textAt = (path: string): unknown =>
      path
        .split(".")
        .reduce<unknown>((schema, name) => (schema as Schema).properties?.[name], (input as Schema).properties?.p);
    const texts = ["email", "named", "again", "meta", "maybe", "deep.a", "silent", "both", "foreign"].map(
      (path) => (textAt(path) as Schema).description,
    );
    expect(texts).toEqual([
      "The address.",
      "Of the constant.",
      "Of the use.",
      "Of meta.",
      "Perhaps.",
      "Deep.",
      undefined,
      "Of the comment.",
      undefined,
    ]);
  });
});
