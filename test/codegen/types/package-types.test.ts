import { beforeAll, describe, expect, it, vi } from "vitest";
import { ts } from "../../../codegen/read/typescript/typescript.js";
import type { Files } from "../../project/make-project.js";
import { resolvedOutput } from "../../proof/resolved-output.js";
import { compileAt, withLeanProject } from "../compile-project.js";

// A package's types are read from the files that declare them. Only what has to be inferred makes TypeScript's whole program,
// which parses and binds every file of every package that is imported: this table names the reasons.

const shop: Files = {
  "node_modules/shop/package.json":
    '{ "name": "shop", "version": "1.0.0", "type": "module", "types": "./index.d.ts", "exports": { ".": "./index.js" } }',
  "node_modules/shop/index.js": "export class Client {}\n",
  "node_modules/shop/index.d.ts": 'export * from "./types.js";\nexport { Client } from "./client.js";\n',
  "node_modules/shop/client.d.ts":
    'import type { Order } from "./types.js";\nexport declare class Client { constructor(key?: string); order(id: string): Promise<Order>; }\n',
  "node_modules/shop/types.d.ts": `export interface Order { id: string; item: Item; state?: State }
export interface Item { name: string; size?: Size }
export declare const State: { readonly open: "open"; readonly done: "done" };
export type State = (typeof State)[keyof typeof State];
export type Size = "small" | (string & {});
export interface Größe { mm: number }
export interface Wide extends Order { more: number }
`,
};

/** A package that adds to the types of the shop. */
const gifts = (declarations: string): Files => ({
  "node_modules/gifts/package.json": '{ "name": "gifts", "version": "1.0.0", "types": "./index.d.ts" }',
  "node_modules/gifts/index.d.ts": `export declare const gift: 1;\n${declarations}`,
  "actions/tools/gift.ts":
    'import { gift } from "gifts";\n/** A gift. */\nexport function give(): number { return gift; }\n',
});

const orders = (code: string): Files => ({
  "actions/tools/orders.ts": `import { secret } from "actionary";
import { Client, type Item, type Order, type Wide } from "shop";
void Client;
void secret;
type Used = Item | Order | Wide;
export type { Used };
${code}`,
});

const result = (type: string, rest = ""): Files =>
  orders(`${rest}\n/** Get. */\nexport async function get(): Promise<${type}> { throw new Error(); }\n`);

/** A function without an annotation of its result. */
const inferred = (body: string): Files =>
  orders(`const limits = { soft: 1, mode: "on" as const };
void limits;
/** Get. */
export async function get(id: string, order?: Order) {
  ${body}
}
`);

const light: readonly (readonly [name: string, files: Files])[] = [
  [
    "a result of plain statements",
    inferred("const found = (await Promise.resolve(1)) as number;\n  return { id, found, limits, isMany: found > 2 };"),
  ],
  ["nothing", inferred("await Promise.resolve([id, order]);")],
  ["an interface of a package", result("Order")],
  ["an enumeration of a package by an object", result("{ state: State }", 'import type { State } from "shop";')],
  ["a part of an interface", result('Pick<Order, "id">')],
  [
    "a client that is built inside",
    orders("/** Get. */\nexport function get(): string { return String(new Client()); }\n"),
  ],
  ["a client in a constant", result("Order", "export const client = new Client();")],
  ["a secret beside an import", result("string", 'export const shop = secret({ name: "shop", keys: ["SHOP_KEY"] });')],
  [
    "levels of the file's own",
    result("(typeof levels)[number]", 'const levels = ["low", "high"] as const;\nvoid levels;'),
  ],
  ["a type that extends another", result("Wide")],
  ["a mapped type", result("{ [K in 'a']: string }")],
  ["a type of the file's own, indexed", result('Own["state"]', 'interface Own { state: "open" | null }')],
  ["the keys of a type of the file's own", result("keyof Own", "interface Own { id: string; name?: string }")],
  ["the keys of a constant", result("keyof typeof table", "const table = { a: 1, b: 2 };\nvoid table;")],
  [
    "a generic type of the file's own that maps another",
    result(
      "Nullable<Pick<Own, 'id'>>",
      "interface Own { id: string }\ntype Nullable<T> = { [K in keyof T]: T[K] | null };",
    ),
  ],
  ["objects of the file's own, joined", result("Own & { more?: Date }", "interface Own { id: string }")],
  [
    "a type of the file's own that extends another",
    result(
      "Own",
      'interface Base { id: string }\ninterface Own extends Omit<Base, "x">, Partial<Other> { more: string }\ninterface Other { other: string }',
    ),
  ],
  [
    "another package that adds to other types",
    { ...result("Order"), ...gifts('declare module "shop" { interface Gift { to: string } }\n') },
  ],
];

const whole: readonly (readonly [name: string, files: Files])[] = [
  ["an inferred result", orders("/** Get. */\nexport async function get() { return new Client().order('1'); }\n")],
  ["the result of a client's method", result('Awaited<ReturnType<Client["order"]>>')],
  ["an indexed type of a package", result('Order["item"]')],
  ["a conditional type", result('"a" extends string ? string : number')],
  [
    "a type that declares anew what it extends",
    result("Own", "interface Base { id: string | null }\ninterface Own extends Base { id: string }"),
  ],
  ["a constant of a call", result("string", "export const made = String(1);")],
  [
    "a package that adds to the type",
    { ...result("Order"), ...gifts('declare module "shop" { interface Item { wrap: string } }\n') },
  ],
  [
    "a package that adds to a type with a name beyond ASCII",
    {
      ...result("Größe", 'import type { Größe } from "shop";'),
      ...gifts('declare module "shop" { interface Größe { wrap: string } }\n'),
    },
  ],
  [
    "a file of the project that adds to the type",
    {
      ...result("Order"),
      "actions/shop.d.ts": 'export {};\ndeclare module "shop" { interface Item { own: string } }\n',
    },
  ],
];

describe("a package's types", () => {
  const programs = vi.fn();

  beforeAll(() => {
    const create = ts.createProgram;
    (ts as { createProgram: unknown }).createProgram = (...given: Parameters<typeof create>) => {
      programs();
      return create(...given);
    };
    return () => {
      (ts as { createProgram: unknown }).createProgram = create;
    };
  });

  const outcome = (files: Files): Promise<boolean> =>
    withLeanProject({ ...shop, ...files }, async (root) => {
      programs.mockClear();
      const read = await compileAt(root);
      const isWhole = programs.mock.calls.length > 0;
      // The project declares no packages, which is another problem than that of their types.
      expect(read.problems.filter(({ code, severity }) => severity === "error" && code !== "ACT605")).toEqual([]);
      expect(resolvedOutput(read)).toEqual(resolvedOutput(await compileAt(root, { resolver: "full" })));
      return isWhole;
    });

  it.each(light)("%s: no other file is parsed, and the type checker would say the same", async (_, files) => {
    expect(await outcome(files)).toBe(false);
  });

  it.each(whole)("%s: the type checker reads the whole program", async (_, files) => {
    expect(await outcome(files)).toBe(true);
  });
});
