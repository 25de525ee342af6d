import fc from "fast-check";
import { describe, it } from "vitest";
import { compileFiles } from "../codegen/compile-project.js";
import { expectSameReadings } from "./compare-readers.js";

// Types that are worked out from their syntax, and by the type checker: both must give the same schemas and problems. The
// types are random, and made of what syntax is enough for, with some that it is not. `SEED=7` draws others.

const seed = Number(process.env.SEED ?? 1);
const count = process.env.ACTIONARY_LONG === "1" ? 6_000 : 150;
const perBatch = 150;

const declarations = `
/** Somebody. */
export interface User extends Base {
  /** A number. {@minLength 2} */
  id: string;
  name?: string;
  /** How it stands. */
  status: Status;
  level: "low" | "high" | "low" | null;
  tags: string[];
  made?: Date;
  next?: User | null;
  size: 1 | 2 | "b";
  isOn: boolean;
  maybe: string | undefined;
  inner: { a: Level; b?: number; c: "z" | "a" };
}
export interface Base { created: string; changed?: number; kind: "user" }
export interface Page<T> extends Base { items: T[]; of: T; more?: Page2<T> }
export interface Page2<T> { first: T | null }
export interface Other { x: number; "y-z"?: Level; both: boolean | null }
export interface Wide extends Other, Page2<string> { more: bigint }
/** How far. @format date */
export type Level = "a" | "z";
export type Nullable<T> = { [K in keyof T]: T[K] | null };
export type Listed<T> = { [K in keyof T]: T[K][] };
export type Loose<T> = { [K in keyof T]?: T[K] };
export type Firm<T> = { [K in keyof T]-?: T[K] };
export type Fixed<T, U = Other> = { readonly [K in keyof T]: U };
export type Field<T, K extends keyof T> = T[K];
export type Some<T, K extends keyof T> = { [P in K]: T[P] | null };
export type Named<K extends string> = { [P in K]: P | 1 };
export type Both<A, B> = A & B;
export type Plain = { p: string; q?: { r: Level } };
export enum Status { New = "new", Old = "a", Gone = "z" }
export enum Count { Zero, One, Five = 5 }
export const sizes = ["z", "a", "m"] as const;
export const table = { low: 1, high: "z", deep: { on: true, of: null } } as const;
export const loose = { low: 1, high: "z" };
`;

const names = [..."User Base Other Wide Plain Status Count Level".split(" "), "Page<string>", "Page<Level>"];

const leaves = fc.constantFrom(
  ...[...names, "string", "number", "boolean", "null", "Date", '"a"', '"z"', "2", "true", "bigint", "unknown"],
  ...[
    "(typeof sizes)[number]",
    "keyof typeof table",
    "keyof typeof Status",
    "typeof table",
    "typeof loose",
    "typeof sizes",
  ],
  ...['(typeof table)["deep"]', "keyof typeof loose", '(typeof table)["low"]', "Status.Old"],
);

interface Rules {
  readonly type: string;
  readonly object: string;
}

const key = fc.constantFrom(
  '"id"',
  '"name"',
  '"status" | "id"',
  '"level"',
  '"inner"',
  '"x"',
  '"created"',
  '"p"',
  '"a"',
);

const { type } = fc.letrec<Rules>((tie) => {
  const object = tie("object") as fc.Arbitrary<string>;
  const any = tie("type") as fc.Arbitrary<string>;
  const of = (print: (inner: string) => string): fc.Arbitrary<string> => object.map(print);
  return {
    object: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom("User", "Base", "Other", "Wide", "Plain", "Page<string>", "Page<Other>", "Page2<Level>"),
      ...["Nullable", "Listed", "Loose", "Firm", "Partial", "Required", "Readonly", "Fixed"].map((name) =>
        of((inner) => `${name}<${inner}>`),
      ),
      fc.tuple(object, key).map(([inner, keys]) => `Pick<${inner}, Extract<keyof ${inner}, ${keys}>>`),
      fc.tuple(object, key).map(([inner, keys]) => `Omit<${inner}, ${keys}>`),
      fc.constantFrom(
        'Pick<User, "id">',
        'Pick<User, "status" | "level">',
        'Pick<Wide, "x" | "first">',
        'Omit<User, "next">',
        "Named<Level>",
        'Some<User, "id" | "name">',
        '{ [K in Level | "b"]?: K }',
      ),
      of((inner) => `{ [K in keyof ${inner}]: K }`),
      of((inner) => `{ [K in keyof ${inner}]?: ${inner}[K] | 1 }`),
      of((inner) => `Some<${inner}, keyof ${inner}>`),
      of((inner) => `Record<keyof ${inner}, boolean>`),
      fc.tuple(object, object).map(([a, b]) => `Both<${a}, ${b}>`),
      fc.tuple(object, any).map(([a, b]) => `${a} & { extra: ${b}; more?: ${b} }`),
      any.map((inner) => `{ a: ${inner}; b?: ${inner} }`),
      any.map((inner) => `Page2<${inner}>`),
    ),
    type: fc.oneof(
      { maxDepth: 3 },
      leaves,
      object,
      of((inner) => `keyof ${inner}`),
      of((inner) => `${inner}[keyof ${inner}]`),
      fc.constantFrom(
        'User["id"]',
        'User["name"]',
        'User["level" | "size"]',
        'User["inner"]["c"]',
        'Field<User, "status">',
      ),
      fc.constantFrom(
        'User["next"]',
        'User["tags"][number]',
        'Nullable<User>["made"]',
        'Partial<Other>["x"]',
        'Wide["both"]',
      ),
      any.map((inner) => `${inner} | null`),
      any.map((inner) => `(${inner})[]`),
      any.map((inner) => `NonNullable<${inner}>`),
      fc.constantFrom('Exclude<Level, "a">', 'Exclude<keyof User, "id" | "next">', 'Extract<Level | "q", "q">'),
    ),
  };
});

/** Returns random types, each as an action with it as a parameter and as its result. */
function draw(from: number, howMany: number): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [index, text] of fc.sample(type, { seed: from, numRuns: howMany }).entries()) {
    const used = [...declarations.matchAll(/^export (?:\w+) (\w+)/gm)].map(([, name = ""]) => name);
    const imported = used.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
    const imports = imported.length > 0 ? `import { ${imported.join(", ")} } from "./_types.js";\n` : "";
    const values = imported.filter((name) => /^[a-z]|^Status$|^Count$/.test(name));
    files.set(
      `t${index}.ts`,
      `${imports}${values.map((name) => `void ${name};\n`).join("")}/** T. */\nexport async function f(p: { of: ${text} }): Promise<${text}> { throw p; }\n`,
    );
  }
  return files;
}

/**
 * Sorts names of properties: where a type picks some of another, the checker's order depends on what it was asked before, and
 * only syntax gives that of the source.
 */
function withSortedNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedNames);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [
    name,
    name === "required" && Array.isArray(inner) ? [...inner].sort() : withSortedNames(inner),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe("types by their syntax and by the type checker", () => {
  const batches = Array.from({ length: Math.ceil(count / perBatch) }, (_, index) => seed + index);
  it.each(batches)("are the same (seed %d)", { timeout: 300_000 }, async (from) => {
    const drawn = draw(from, perBatch);
    const files = { ...Object.fromEntries(drawn), "_types.ts": declarations };
    const [light, full] = [
      await compileFiles(files, { resolver: "light" }),
      await compileFiles(files, { resolver: "full" }),
    ];
    // The checker leaves parts of what is refused in the order in which it has met them.
    expectSameReadings(drawn, [light, full], (action) => [action?.input, action?.output].map(withSortedNames));
  });
});
