import type { Entry, Turned } from "./positions.js";
import { action, file } from "./write-source.js";

/** Makes actions whose types are declared in other files. */
export function typesElsewhere({ is, pick }: Turned): Readonly<Record<string, Entry>> {
  return {
    ...file(
      "actions/_shared/models/index.ts",
      `/** A model${pick("model", "", "", ", described anew")}. */`,
      `export interface Model { id: string;${pick("model", "", " size: number;")} }`,
    ),
    ...(is("shadow", 1) ? file("actions/_shared/models.ts", "export interface Model { near: boolean }") : {}),
    ...(is("shadow", 2) ? file("actions/_shared/models.d.ts", "export interface Model { declared: boolean }") : {}),
    ...file("actions/tools/model.ts", 'import type { Model } from "../_shared/models";', action("useModel", "Model")),
    ...file(
      "actions/_shared/kinds.ts",
      `export enum Kind { A${pick("members", "", ", Between", ' = 4, B = "b"')}, ${is("members", 2) ? "" : "Z"} }`,
      `export type Level = "low"${pick("members", "", ' | "middle"')} | "high";`,
    ),
    ...file(
      "actions/tools/kind.ts",
      'import { Kind, type Level } from "../_shared/kinds";',
      action("useKind", "Kind"),
      action("useLevel", "Level[]"),
      "void Kind;",
    ),
    ...file(
      "actions/_shared/address.ts",
      pick(
        "moved",
        "export interface Address { street: string }",
        'export type { Address } from "./place";',
        "export interface Elsewhere { a: 1 }",
      ),
    ),
    ...file(
      "actions/_shared/place.ts",
      pick("moved", "export {};", "export interface Address { road: string }", "export interface Address { way: 1 }"),
    ),
    ...file("actions/tools/address.ts", 'import type { Address } from "../_shared/address";', action("go", "Address")),
    ...file(
      "actions/_shared/thing.ts",
      pick("defaultExport", "interface Thing { a: 1 }\nexport default Thing;", "export interface Thing { b: 2 }"),
    ),
    ...file("actions/tools/thing.ts", 'import type Thing from "../_shared/thing";', action("take", "Thing")),
    ...file("actions/_one/mapped.ts", "export interface Mapped { one: 1 }"),
    ...file("actions/_two/mapped.ts", "export interface Mapped { two: 2 }"),
    ...file("actions/tools/mapped.ts", 'import type { Mapped } from "@map/mapped";', action("map", "Mapped")),
  };
}

/** Makes actions whose types may have problems, or come from JSON. */
export function typesWithProblems({ is, pick }: Turned): Readonly<Record<string, Entry>> {
  return {
    ...file(
      "actions/_shared/vague.ts",
      `export type Vague = ${pick("sharedWarning", "{ a: 1 } | { a: 2 }", "{ a: string } | { b: string }", "string | number")};`,
      "export interface Bad { a: string }",
    ),
    ...file(
      "actions/tools/vague-one.ts",
      'import type { Vague } from "../_shared/vague";',
      action("one", "{ first: Vague }"),
    ),
    ...file(
      "actions/tools/vague-two.ts",
      'import type { Vague } from "../_shared/vague";',
      action("two", "{ second: Vague[] }"),
    ),
    ...file(
      "actions/tools/leaf.ts",
      `export type Leaf = ${pick("leafWarning", "string", "string", "{ a: string } | { b: string }")};`,
      `/**\n * Fall.\n *\n * @param leaf - A leaf.${pick("leafWarning", "", "\n * @unheard of")}\n */`,
      "export function fall(leaf: Leaf): string { return String(leaf); }",
    ),
    ...file(
      "actions/tools/branch.ts",
      ...(is("leafImported", 1) ? ['import type { Leaf } from "./leaf";'] : ["type Leaf = boolean;"]),
      action("bear", "{ leaves: Leaf[] }"),
    ),
    ...file(
      "actions/_shared/bad.ts",
      `export interface Bad { a: ${pick("badType", "string", "Map<string, number>")} }`,
    ),
    ...file(
      "actions/tools/bad.ts",
      'import type { Bad } from "../_shared/bad";',
      action("bad", "Bad"),
      action("worse", "Partial<Bad>"),
    ),
    ...file("actions/_shared/data.json", pick("data", '{ "a": 1 }', '{ "a": "text", "b": true }')),
    ...file("actions/_shared/typed.ts", 'import type data from "./data.json";', "export type Data = typeof data;"),
    ...file("actions/tools/typed.ts", 'import type { Data } from "../_shared/typed";', action("typed", "Data")),
  };
}
