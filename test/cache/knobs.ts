import type { Files } from "../project/make-project.js";

/** What a project is like: each knob stands at one of its positions, of which 0 is plain and right. */
export type Knobs = Readonly<Record<string, number>>;

/** A file, or a link to what it names. */
export type Entry = string | Uint8Array | { readonly linkTo: string };

/** How many positions each knob has; the comments say what they are. */
export const knobs = {
  /** A module in an index file; a file beside its folder takes its place; then a declaration file. */
  shadow: 3,
  /** What the module says: another property, another comment. */
  model: 3,
  /** How many members the enum has, inserted in the middle. */
  members: 3,
  /** Where a type is declared: in a file, in another that the first hands on, or there without being handed on. */
  moved: 3,
  /** A default export, a named one in its place. */
  defaultExport: 2,
  /** `paths` of the tsconfig: none that is found, one folder, another; then in the configuration that it extends. */
  paths: 4,
  /** Other options: none, strict optional properties, a type root, automatic types. */
  options: 4,
  /** The configuration that is extended: there, missing. */
  extended: 2,
  /** A tsconfig beside the actions: none, one. */
  nearConfig: 2,
  /** A package: its declarations, its version, where its exports lead, its lockfile, each alone. */
  vendorTypes: 3,
  vendorVersion: 2,
  vendorExports: 3,
  lockfile: 2,
  /** The package again in a nearer node_modules: absent, there, without types. */
  nearVendor: 3,
  /** A package of automatic types: absent, there. */
  autoTypes: 3,
  /** A type for everybody: declared by the package that an action imports for its value, by no one, with a property more. */
  ambient: 4,
  /** What is declared for everybody in a file of the project: nothing, a property. */
  ownAmbient: 2,
  /** A secret: its keys, its name, declared elsewhere. */
  secret: 4,
  /** Another secret of the group. */
  member: 3,
  /** A secret that a tag alone names: there, renamed constant, other keys, gone. */
  tagged: 4,
  /** A file: absent, there, under another name, in another case. */
  extra: 4,
  /** The comment of an action. */
  comment: 3,
  /** The body of a helper: nothing, a host, a secret's key, a variable. */
  body: 4,
  /** What a helper returns, from which a type is inferred. */
  inferred: 3,
  /** A chain of re-exports: by name, by star, to another file. */
  chain: 3,
  /** A syntax error: none, one. */
  syntax: 2,
  /** A warning in a shared type: none, one. */
  sharedWarning: 3,
  /** A warning of a file of its own: none, in a comment, in a type. */
  leafWarning: 3,
  /** Whether somebody imports that file. */
  leafImported: 2,
  /** A byte order mark; bytes that are not UTF-8. */
  bytes: 3,
  /** A source that is a link: to a file, to another, a copy of the first. */
  link: 3,
  /** A value that a default comes from. */
  limit: 3,
  /** An action that lists options: there, with another parameter, gone. */
  lister: 3,
  /** A file of a kind that is not read. */
  unread: 2,
  /** An error: none, a type without JSON form in a shared file. */
  badType: 2,
  /** A value in JSON that a type is taken from. */
  data: 2,
} as const;

export const plain: Knobs = Object.fromEntries(Object.keys(knobs).map((name) => [name, 0]));

/** The files of a project whose knobs stand so. */
export function filesOf(at: Knobs): Readonly<Record<string, Entry>> {
  const pick = (name: keyof typeof knobs, ...choices: readonly string[]): string => choices[at[name] ?? 0] ?? "";
  const is = (name: keyof typeof knobs, position: number): boolean => at[name] === position;
  const file = (path: string, ...lines: readonly string[]): Files => ({ [path]: `${lines.join("\n")}\n` });
  const action = (name: string, input: string, output = "string"): string =>
    `/**\n * Do ${name}.\n *\n * @param input - What it takes.\n */\nexport function ${name}(input: ${input}): ${output} { throw new Error(String(input)); }`;
  return {
    ...configuration(at, pick),
    ...packages(at, pick),
    ...(is("unread", 1) ? file("actions/tools/view.tsx", "export {};") : {}),
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
    ...file(
      "actions/tools/vendor.ts",
      'import type { Order } from "fake-vendor";',
      action("order", "Order"),
      action("orders", 'Pick<Order, "id">[]'),
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
    ...secrets(at, pick),
    ...(at.extra === 0
      ? {}
      : file(
          pick("extra", "", "actions/tools/first.ts", "actions/tools/second.ts", "actions/tools/First.ts"),
          action("more", "number"),
        )),
    ...file(
      "actions/tools/comment.ts",
      pick("comment", "/** Say. */", "/** Say it aloud. */", "/**\n * Say.\n *\n * @title Loud\n */"),
      'export function say(): string { return ""; }',
    ),
    ...file(
      "actions/_shared/helper.ts",
      'import { action, endpoint } from "actionary";',
      'import { first } from "./declared";',
      'export const api = endpoint("api", "https://api.example.com");',
      `export function help(): string { return String(${pick("body", "1", 'api.url("/")', 'first.get("FIRST_KEY")', "action.vars.region")}); }`,
      `export function infer() { return { a: 1${pick("inferred", "", ", b: [true]", ", c: null")} }; }`,
      "void [action, first];",
    ),
    ...file(
      "actions/tools/helped.ts",
      'import { help, infer } from "../_shared/helper";',
      "/** Be helped. */",
      "export function helped(): string { return help(); }",
      "/** Infer. */",
      "export function inferred(): ReturnType<typeof infer> { return infer(); }",
    ),
    ...file(
      "actions/_shared/one.ts",
      "/** One. */",
      "export function chained(): string { return help(); }",
      'import { help } from "./helper";',
    ),
    ...file("actions/_shared/two.ts", "/** Two. */", "export function chained(): number { return 2; }"),
    ...file(
      "actions/tools/chain.ts",
      pick(
        "chain",
        'export { chained } from "../_shared/one";',
        'export * from "../_shared/one";',
        'export { chained } from "../_shared/two";',
      ),
    ),
    ...file(
      "actions/tools/syntax.ts",
      "/** Parse. */",
      `export function parse(): string { return ""; ${pick("syntax", "}", "")}`,
    ),
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
    ...bytes(at),
    ...file("elsewhere/linked.ts", action("linked", "string")),
    ...file("elsewhere/other.ts", action("other", "boolean")),
    "actions/tools/linked.ts": is("link", 2)
      ? `${action("linked", "string")}\n`
      : { linkTo: pick("link", "../../elsewhere/linked.ts", "../../elsewhere/other.ts") },
    ...file("actions/_shared/limit.ts", `export const limit = ${pick("limit", "1", "2", '"three"')};`),
    ...file(
      "actions/tools/limited.ts",
      'import { limit } from "../_shared/limit";',
      "/**\n * Limit.\n *\n * @param most - How many.\n * @param channel - Where. {@options listChannels}\n */",
      "export function limited(channel: string, most = limit): string { return channel + most; }",
      'import { listChannels } from "./lister";',
      "void listChannels;",
    ),
    ...file(
      "actions/tools/lister.ts",
      'import type { Options } from "actionary";',
      "/**\n * List.\n *\n * @param channel - Where.\n */",
      pick(
        "lister",
        "export function listChannels(channel: string): Options { return [{ value: channel, label: channel }]; }",
        "export function listChannels(channel: number): Options { return [{ value: String(channel), label: '' }]; }",
        "export function listNone(channel: string): Options { return [{ value: channel, label: channel }]; }",
      ),
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

type Pick = (name: keyof typeof knobs, ...choices: readonly string[]) => string;

function configuration(at: Knobs, pick: Pick): Readonly<Record<string, Entry>> {
  const paths = at.paths === 0 ? ["./nowhere/*"] : at.paths === 2 ? ["./actions/_two/*"] : ["./actions/_one/*"];
  const map = { paths: { "@map/*": at.paths === 0 ? ["./actions/_one/*"] : paths } };
  const options = [{}, { exactOptionalPropertyTypes: true }, { typeRoots: ["./roots"] }, { types: undefined }][
    at.options ?? 0
  ];
  const base = {
    ...{ module: "esnext", moduleResolution: "bundler", target: "es2023", resolveJsonModule: true, types: ["node"] },
    ...(at.options === 2 ? { types: undefined } : {}),
    ...options,
    ...(at.paths === 3 ? { paths: { "@map/*": ["./actions/_two/*"] } } : {}),
  };
  const main = { extends: "./tsconfig.base.json", compilerOptions: at.paths === 3 ? {} : map };
  return {
    "package.json": `{ "name": "sample", "type": "module", "dependencies": { "fake-vendor": "1", "fake-global": "1", "more-global": "1" } }\n`,
    "package-lock.json": `{ "version": ${pick("lockfile", "1", "2")} }\n`,
    "tsconfig.json": `${JSON.stringify(main)}\n`,
    ...(at.extended === 1 ? {} : { "tsconfig.base.json": `${JSON.stringify({ compilerOptions: base })}\n` }),
    ...(at.nearConfig === 1 ? { "actions/tsconfig.json": '{ "extends": "../tsconfig.json" }\n' } : {}),
  };
}

function packages(at: Knobs, pick: Pick): Readonly<Record<string, Entry>> {
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

function secrets(at: Knobs, pick: Pick): Readonly<Record<string, Entry>> {
  const declare = (name: string, keys: string): string => `secret({ name: "${name}", keys: [${keys}] })`;
  const first = pick(
    "secret",
    declare("first", '"FIRST_KEY"'),
    declare("first", '"FIRST_KEY", "FIRST_ID"'),
    declare("renamed", '"FIRST_KEY"'),
  );
  const declared = `export const first = ${at.secret === 3 ? declare("elsewhere", '"FIRST_KEY", "X"') : first};`;
  return {
    "actions/_shared/declared.ts":
      at.secret === 3
        ? 'export { first } from "./moved-secret";\n'
        : `import { secret } from "actionary";\n${declared}\n`,
    "actions/_shared/moved-secret.ts": `import { secret } from "actionary";\n${at.secret === 3 ? declared : "void secret;"}\n`,
    "actions/_shared/member.ts": `import { secret } from "actionary";\nexport const second = ${declare("second", pick("member", '"S"', '"S", "T"', '"U"'))};\n`,
    "actions/_shared/group.ts":
      'import { oneOf } from "actionary";\nimport { first } from "./declared";\nimport { second } from "./member";\nexport const either = oneOf(first, second);\n',
    "actions/tools/by-use.ts":
      'import { first } from "../_shared/declared";\n/** Use. */\nexport function byUse(): string { return first.get("FIRST_KEY"); }\n/** All. */\nexport function all(): unknown { return first; }\n',
    "actions/tools/by-group.ts":
      'import { either } from "../_shared/group";\n/** Group. */\nexport function byGroup(): unknown { return either; }\n',
    "actions/_shared/tagged.ts":
      at.tagged === 3
        ? "export {};\n"
        : `import { secret } from "actionary";\nexport const ${pick("tagged", "tagged", "named", "tagged")} = ${declare("tagged", pick("tagged", '"T_A"', '"T_A"', '"T_A", "T_B"'))};\n`,
    "actions/tools/by-name.ts":
      "/**\n * Named.\n *\n * @secret tagged\n */\nexport function byName(): string { return process.env.T_A ?? ''; }\n/**\n * Grouped.\n *\n * @secret either\n */\nexport function byGroupName(): string { return ''; }\n",
  };
}

function bytes(at: Knobs): Readonly<Record<string, Entry>> {
  const text = '/** Bytes. */\nexport function bytes(): string { return "\u00fc"; }\n';
  const coded = Buffer.from(text);
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  return {
    "actions/tools/bytes.ts":
      [coded, Buffer.concat([mark, coded]), Buffer.from(text, "latin1")][at.bytes ?? 0] ?? coded,
  };
}
