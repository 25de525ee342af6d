import type { Entry, Turned } from "./positions.js";
import { action, file } from "./write-source.js";

/** Makes packages below `node_modules`. */
export function packages({ at, pick }: Turned): Readonly<Record<string, Entry>> {
  const vendor = "node_modules/fake-vendor";
  const manifest = (version: string, types: string): string =>
    JSON.stringify({
      name: "fake-vendor",
      version,
      type: "module",
      exports: { ".": { types, default: "./index.js" } },
    });
  const order = (more: string): string =>
    `export interface Order { id: string; item: Item }\nexport interface Item { ${more} }\nexport declare function send(): void;\n`;
  return {
    [`${vendor}/package.json`]: manifest(
      pick("vendorVersion", "1.0.0", "1.1.0"),
      pick("vendorExports", "./index.d.ts", "./other.d.ts", "./missing.d.ts"),
    ),
    [`${vendor}/index.js`]: "export function send() {}\n",
    [`${vendor}/index.d.ts`]: 'export * from "./types.js";\nexport declare function send(): void;\n',
    [`${vendor}/types.d.ts`]: order(pick("vendorTypes", "a: string", "a: string; b?: number", "a: never")).replace(
      /export declare.*\n/,
      "",
    ),
    [`${vendor}/other.d.ts`]: order("other: 1"),
    "node_modules/fake-extra/package.json": '{ "name": "fake-extra", "version": "1.0.0", "types": "./index.d.ts" }\n',
    "node_modules/fake-extra/index.d.ts": `export * from "fake-vendor";\n${adding(pick("vendorAdded", "", "added: string", "added?: number"))}`,
    ...(at.vendorDeep === 1 ? { "node_modules/fake-extra/deep/more.d.ts": `export {};\n${adding("deep: 1")}` } : {}),
    ...(at.nearVendor === 0
      ? {}
      : {
          "actions/tools/deep/node_modules/fake-vendor/package.json": manifest("3.0.0", "./index.d.ts"),
          "actions/node_modules/fake-vendor/package.json": manifest("2.0.0", "./index.d.ts"),
          ...(at.nearVendor === 1 ? { "actions/node_modules/fake-vendor/index.d.ts": order("near: true") } : {}),
        }),
    "node_modules/fake-global/package.json": '{ "name": "fake-global", "version": "1.0.0", "types": "./index.d.ts" }\n',
    "node_modules/fake-global/index.d.ts": `export declare const everywhere: 1;\ndeclare global { interface Everywhere { a: string${pick("ambient", "", "; b: number")} } }\n`,
    "node_modules/more-global/package.json": '{ "name": "more-global", "version": "1.0.0", "types": "./index.d.ts" }\n',
    "node_modules/more-global/index.d.ts": `export declare const more: 1;\ndeclare global { interface Everywhere { more: 1 } }\n`,
    ...(at.autoTypes === 1 ? { "node_modules/@types/auto/index.d.ts": "interface Everywhere { auto?: 1 }\n" } : {}),
    ...(at.autoTypes === 2 ? { "roots/auto/index.d.ts": "interface Everywhere { rooted?: 1 }\n" } : {}),
    "node_modules/@types/none/index.d.ts": "export {};\n",
    "roots/none/index.d.ts": "export {};\n",
  };
}

/** A declaration that adds a property to a type of a package. */
function adding(property: string): string {
  return property === "" ? "" : `declare module "fake-vendor" { interface Item { ${property} } }\n`;
}

/** Makes actions that use packages and global declarations. */
export function usesOfPackages({ is, pick }: Turned): Readonly<Record<string, Entry>> {
  return {
    ...file(
      "actions/tools/vendor.ts",
      'import type { Order } from "fake-vendor";',
      action("order", "Order"),
      action("orders", 'Pick<Order, "id">[]'),
      `interface Own extends Order { own: ${is("vendorUse", 2) ? "number" : "string"} }`,
      `/**\n * Own.\n *\n * @param input - What it takes${is("vendorUse", 3) ? ", at last" : ""}.\n */`,
      `export function own(input: Own): Order { ${pick("vendorUse", "", "void 0;")} return input; }`,
    ),
    ...file(
      "actions/tools/extra.ts",
      'import { send } from "fake-extra";',
      "/** Send more. */",
      'export function sendMore(): string { send(); return ""; }',
    ),
    ...file(
      "actions/tools/deep/send.ts",
      'import { send } from "fake-vendor";',
      "/** Send. */",
      'export function sendIt(): string { send(); return ""; }',
    ),
    ...file(
      "actions/tools/global.ts",
      'import { everywhere } from "fake-global";',
      "void everywhere;",
      action("useGlobal", "Everywhere"),
    ),
    ...file(
      "actions/tools/quiet.ts",
      ...(is("ambient", 2) ? ['import { more } from "more-global";', "void more;"] : []),
      "/** Say nothing. */",
      'export function quiet(): string { return ""; }',
    ),
    ...file(
      "actions/_shared/own.ts",
      "export {};",
      ...(is("ownAmbient", 1) ? ["declare global { interface Everywhere { own?: string } }"] : []),
    ),
  };
}
