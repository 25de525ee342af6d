import type { Entry, Turned } from "./positions.js";
import { action, file } from "./write-source.js";

const vague = "{ a: string } | { b: string }";

/** Makes definitions with warnings and errors that several actions share, and actions that use one more or less of them. */
export function sharedProblems({ is, pick }: Turned): Readonly<Record<string, Entry>> {
  const use = (name: string, ...types: readonly string[]): Readonly<Record<string, Entry>> =>
    file(
      `actions/tools/flawed-${name}.ts`,
      ...(is("flawMoved", 1) && name === "one" ? ["const moved = 1;", "void moved;"] : []),
      'import type { One, Two, Documented, Box, Loose, Bought } from "../_shared/flawed.js";',
      ...types.map((type, index) => action(`${name}${index}`, type, index === 0 ? "unknown" : type)),
    );
  return {
    ...file(
      "actions/_shared/flawed.ts",
      ...(is("flawMoved", 2) ? ["// Moved.", ""] : []),
      'import type { Item } from "fake-vendor";',
      `export interface One { two?: Two; one: ${pick("flawCircle", "string", vague, "string")} }`,
      `export interface Two { one?: One; two: ${pick("flawCircle", "string", vague, "() => void")} }`,
      "export interface Documented {",
      `  /** ${pick("flawComment", "How many.", "How many. @unheard of", 'How many. @default "many"', "How many. @default 3")} */`,
      "  count?: number;",
      "}",
      `export type Box<T> = { held: T${pick("flawGeneric", "", " | string", "; more: (string | undefined)[]")} };`,
      `export interface Loose { anything${is("flawLoose", 2) ? "Else" : ""}: ${pick("flawLoose", "unknown", "any", "any")} }`,
      `export interface Bought { item: Item${pick("flawBought", "", "; more: Map<string, Item>")} }`,
    ),
    ...use("one", is("flawUses", 1) ? "string" : "One", "Box<number>", "Documented"),
    ...use("two", is("flawUses", 2) ? "string" : "Two", "Box<{ list: Box<Date>[] }>", "Loose"),
    ...use(
      "three",
      "Record<string, Documented>",
      is("flawUses", 3) ? "Pick<Loose, never>" : "Partial<One>",
      "Bought[]",
    ),
    ...file(
      "actions/tools/flawed-names.ts",
      action("named", "string"),
      pick(
        "flawNames",
        "",
        "void ({} as { anything: 1 }).anything;",
        "export { one0 as again } from './flawed-one.js';",
      ),
    ),
  };
}
