import { readFileSync } from "node:fs";

/** Source with a mistake, and the text that `--fix` or `--fix=all` makes of it. */
export interface FixExample {
  readonly name: string;
  /** A problem that the source before has, and the one after has not. */
  readonly code: string;
  readonly before: string;
  readonly after: string;
}

const slack = `import { secret, secrets } from "actionary";
export const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN"] });
`;

const google = `import { oauth, oneOf } from "actionary";
export const user = oauth({ providerId: "google", grantType: "authorization_code" });
export const service = oauth({ providerId: "google", grantType: "client_credentials" });
export const google = oneOf(user, service);
`;

/** Puts a comment before a function that takes `parameters` and reads nothing. */
function documented(comment: string, parameters = "ip: string, maxAgeInDays = 30"): string {
  return `${comment}\nexport async function lookUp(${parameters}): Promise<void> {}\n`;
}

/** Puts a comment before a function whose parameters have types that are described. */
function described(comment: string, parameters = "ip: Ip, maxAgeInDays: Days = 30"): string {
  const types = { Ip: "IP.", Days: "Max age in days.", A: "A.", C: "C." };
  const declarations = Object.entries(types).map(
    ([name, text]) => `/** ${text} */\ntype ${name} = ${name === "Days" ? "number" : "string"};\n`,
  );
  return documented(comment, parameters) + declarations.join("");
}

/** Puts a comment before a function that reads the key of the secret through its constant. */
function reading(comment: string): string {
  return `${slack}${comment}\nexport async function post(): Promise<string> {\n  return slack.get("SLACK_BOT_TOKEN");\n}\n`;
}

/** Makes a function that takes an object apart. */
function apart(parameter: string): string {
  const comment = "/**\n * Greet.\n *\n * @param name - Name.\n * @param size - Size.\n */";
  const type = "interface Person {\n  name: string;\n  size?: number;\n}\n";
  return `${type}${comment}\nexport async function greet(${parameter}): Promise<string> {\n  return name + size;\n}\n`;
}

/** Makes a function with a parameter of this type. */
function taking(type: string): string {
  const comment = "/**\n * Put it.\n *\n * @param it - What to put.\n */";
  return `${comment}\nexport async function put(it: ${type}): Promise<void> {\n  void it;\n}\n`;
}

const missingParams: readonly FixExample[] = [
  {
    name: "a comment of one line becomes several",
    before: described("/** Look up. */"),
    after: described("/**\n * Look up.\n *\n * @param ip - IP.\n * @param maxAgeInDays - Max age in days.\n */"),
  },
  {
    name: "a comment of one line that is indented and ends in two asterisks",
    before: described("export const a = 1;\n  /** Look **up** **/"),
    after: described(
      "export const a = 1;\n  /**\n   * Look **up**\n   *\n   * @param ip - IP.\n   * @param maxAgeInDays - Max age in days.\n   */",
    ),
  },
  {
    name: "a comment of one line with a tag",
    before: described("/** Look up. @param ip - An address. */"),
    after: described("/**\n * Look up. @param ip - An address.\n * @param maxAgeInDays - Max age in days.\n */"),
  },
  {
    name: "behind prose comes an empty line",
    before: described("/**\n * Look up.\n *\n * By **name**\n */", "ip: Ip"),
    after: described("/**\n * Look up.\n *\n * By **name**\n *\n * @param ip - IP.\n */", "ip: Ip"),
  },
  {
    name: "before the tags that follow parameters, behind those that precede them",
    before: described("/**\n * Look up.\n *\n * @title Look up\n * @readonly\n * @timeout 3s\n */", "ip: Ip"),
    after: described(
      "/**\n * Look up.\n *\n * @title Look up\n * @param ip - IP.\n * @readonly\n * @timeout 3s\n */",
      "ip: Ip",
    ),
  },
  {
    name: "in the order of the parameters, behind several lines",
    before: described(
      "/**\n * Look up.\n * @param b - The second,\n *   which is long.\n * @returns Nothing.\n */",
      "a: A, b: string, c: C",
    ),
    after: described(
      "/**\n * Look up.\n * @param a - A.\n * @param b - The second,\n *   which is long.\n * @param c - C.\n * @returns Nothing.\n */",
      "a: A, b: string, c: C",
    ),
  },
  {
    name: "a description that is empty, or holds inline tags alone",
    before: described("/**\n * Look up.\n *\n * @param ip -\n * @param maxAgeInDays {@minimum 1}\n */"),
    after: described(
      "/**\n * Look up.\n *\n * @param ip - IP.\n * @param maxAgeInDays - Max age in days. {@minimum 1}\n */",
    ),
  },
  {
    name: "lines without asterisks",
    before: described("/**\n   Look up.\n\n   @readonly\n*/", "ip: Ip"),
    after: described("/**\n   Look up.\n\n   @param ip - IP.\n   @readonly\n*/", "ip: Ip"),
  },
  {
    name: "an end that stands behind words",
    before: described("/**\n * Look up.\n * @readonly */", "ip: Ip"),
    after: described("/**\n * Look up.\n * @param ip - IP.\n * @readonly */", "ip: Ip"),
  },
  {
    name: "a fence that shows a tag",
    before: described("/**\n * Look up.\n *\n * ```\n * @param ip - No tag.\n * ```\n */", "ip: Ip"),
    after: described(
      "/**\n * Look up.\n *\n * ```\n * @param ip - No tag.\n * ```\n *\n * @param ip - IP.\n */",
      "ip: Ip",
    ),
  },
  {
    name: "CRLF and tabs",
    before: described("\t/**\r\n\t * Look up.\r\n\t */\r", "ip: Ip"),
    after: described("\t/**\r\n\t * Look up.\r\n\t *\r\n\t * @param ip - IP.\r\n\t */\r", "ip: Ip"),
  },
  {
    name: "CRLF and a comment of one line",
    before: described("/** Look up. */\r", "ip: Ip"),
    after: described("/**\r\n * Look up.\r\n *\r\n * @param ip - IP.\r\n */\r", "ip: Ip"),
  },
].map((example) => ({ code: "ACT204", ...example }));

/** Mistakes that `--fix` mends. */
export const safeExamples: readonly FixExample[] = [
  ...missingParams,
  {
    name: "a misspelt tag",
    code: "ACT203",
    before: documented("/**\n * Look up.\n * @params ip - An address.\n * @readonlyy\n */", "ip: string"),
    after: documented("/**\n * Look up.\n * @param ip - An address.\n * @readonly\n */", "ip: string"),
  },
  {
    name: "a misspelt inline tag",
    code: "ACT203",
    before: documented("/**\n * Look up.\n * @param days - Days. {@minimun 1}\n */", "days: number"),
    after: documented("/**\n * Look up.\n * @param days - Days. {@minimum 1}\n */", "days: number"),
  },
  {
    name: "another name of a tag",
    code: "ACT203",
    before: documented(
      "/**\n * Look up.\n * @arg ip - An address.\n * @return Nothing.\n * @read-only\n */",
      "ip: string",
    ),
    after: documented(
      "/**\n * Look up.\n * @param ip - An address.\n * @returns Nothing.\n * @readonly\n */",
      "ip: string",
    ),
  },
  {
    name: "two constraints with other names on one line",
    code: "ACT203",
    before: `${documented("/**\n * Look up.\n * @param it - It.\n */", "it: It")}interface It {\n  /** Days. @min 1 @max 5 */\n  days: number;\n}\n`,
    after: `${documented("/**\n * Look up.\n * @param it - It.\n */", "it: It")}interface It {\n  /** Days. @minimum 1 @maximum 5 */\n  days: number;\n}\n`,
  },
  {
    name: "durations in words, a comma, another name of a permission",
    code: "ACT205",
    before: documented("/**\n * Look up.\n * @timeout 20 seconds\n * @retry 3,\n * @permission childProcess\n */", ""),
    after: documented("/**\n * Look up.\n * @timeout 20s\n * @retry 3\n * @permission child-process\n */", ""),
  },
  {
    name: "a kind of failure by the name of its class",
    code: "ACT222",
    before: documented("/**\n * Look up.\n * @throws {NotFoundError} when it is gone.\n */", ""),
    after: documented("/**\n * Look up.\n * @throws not_found when it is gone.\n */", ""),
  },
  {
    name: "a property of an object that is taken apart, as JSDoc names it",
    code: "ACT220",
    before: documented(
      "/**\n * Look up.\n * @param opts - All.\n * @param opts.ip - An address.\n */",
      "{ ip }: { ip: string }",
    ),
    after: documented(
      "/**\n * Look up.\n * @param opts - All.\n * @param ip - An address.\n */",
      "{ ip }: { ip: string }",
    ),
  },
  {
    name: "a default that the initialiser contradicts",
    code: "ACT206",
    before: documented("/**\n * Look up.\n * @param days - Days. {@default 2}\n */", "days = 1"),
    after: documented("/**\n * Look up.\n * @param days - Days.\n */", "days = 1"),
  },
  {
    name: "a misspelt parameter",
    code: "ACT202",
    before: documented("/**\n * Look up.\n * @param ipp - An address.\n * @param maxAgeInDay - Days.\n */"),
    after: documented("/**\n * Look up.\n * @param ip - An address.\n * @param maxAgeInDays - Days.\n */"),
  },
  {
    name: "braces in an inline tag",
    code: "ACT209",
    before: documented(
      "/**\n * Look up.\n * @param code - Code. {@pattern ^a{2}\\d{1,3}$} It is short.\n */",
      "code: string",
    ),
    after: documented(
      "/**\n * Look up.\n * @param code - Code. {@pattern ^a\\{2\\}\\d\\{1,3\\}$} It is short.\n */",
      "code: string",
    ),
  },
  {
    name: "a misspelt secret",
    code: "ACT401",
    before: `${slack}/**\n * Post.\n * @secret slak\n */\nexport async function post(): Promise<string> {\n  return secrets.get("SLACK_BOT_TOKEN");\n}\n`,
    after: `${slack}/**\n * Post.\n * @secret slack\n */\nexport async function post(): Promise<string> {\n  return secrets.get("SLACK_BOT_TOKEN");\n}\n`,
  },
  {
    name: "an unused @secret that stands last",
    code: "ACT407",
    before: reading("/**\n * Post.\n *\n * @secret slack\n */"),
    after: reading("/**\n * Post.\n */"),
  },
  {
    name: "an unused @secret between tags",
    code: "ACT407",
    before: reading("/**\n * Post.\n *\n * @readonly\n * @secret slack\n * @timeout 3s\n */"),
    after: reading("/**\n * Post.\n *\n * @readonly\n * @timeout 3s\n */"),
  },
  {
    name: "an unused @secret in a comment of one line",
    code: "ACT407",
    before: reading("/** Post. @secret slack */"),
    after: reading("/** Post. */"),
  },
  {
    name: "an unused @secret of several",
    code: "ACT407",
    before: `${google}/**\n * Post.\n * @secret google\n */\nexport async function post(): Promise<string> {\n  return google.token();\n}\n`,
    after: `${google}/**\n * Post.\n */\nexport async function post(): Promise<string> {\n  return google.token();\n}\n`,
  },
  {
    name: "several mistakes in one comment, one behind another",
    code: "ACT203",
    before: reading("/**\n * Post.\n * @secrett slak\n */"),
    after: reading("/**\n * Post.\n */"),
  },
];

const plainTypes: Readonly<Record<string, string>> = {
  "Map<string, number>": "Record<string, number>",
  "ReadonlyMap<string, Map<string, any>>": "Record<string, Record<string, unknown>>",
  "{ items: { at: Map<string, number> }[] }": "{ items: { at: Record<string, number> }[] }",
  any: "unknown",
  "any[]": "unknown[]",
  "{}": "object",
  "Set<string>": "string[]",
  "Set<string | null>": "(string | null)[]",
  "Set<Set<{ a: any }>>[]": "{ a: unknown }[][][]",
  "ReadonlySet<string>[]": "ReadonlyArray<string>[]",
};

const withoutUndefined: Readonly<Record<string, string>> = {
  "(string | undefined)[]": "(string | null)[]",
  "(string | null | undefined)[]": "(string | null)[]",
  "Array<undefined | null>": "Array<null>",
  "Record<string, number | undefined>": "Record<string, number | null>",
};

const declarations: readonly FixExample[] = [
  {
    name: "an alias that leads to itself: a record of it would be circular",
    code: "ACT301",
    before: `type Tree = Map<string, Leaf>;\ntype Leaf = string | Tree;\n${taking("Tree")}`,
    after: `type Tree = { [key: string]: Leaf };\ntype Leaf = string | Tree;\n${taking("Tree")}`,
  },
  {
    name: "an alias that leads to itself through an object",
    code: "ACT301",
    before: `type Tree = { leaves: Map<string, Tree> };\n${taking("Tree")}`,
    after: `type Tree = { leaves: Record<string, Tree> };\n${taking("Tree")}`,
  },
  {
    name: "a file that has a `Record` of its own",
    code: "ACT301",
    before: `interface Record {\n  id: string;\n}\n${taking("Map<string, Record>")}`,
    after: `interface Record {\n  id: string;\n}\n${taking("{ [key: string]: Record }")}`,
  },
  {
    name: "an argument of a type that takes any",
    code: "ACT301",
    before: `interface Page<T> {\n  items: T[];\n}\n${taking("Page<any>")}`,
    after: `interface Page<T> {\n  items: T[];\n}\n${taking("Page<unknown>")}`,
  },
];

/** Results that are inferred as `any`. */
const results: readonly FixExample[] = Object.entries({
  "async function f(text: string) {\n  return JSON.parse(text);\n}":
    "async function f(text: string): Promise<unknown> {\n  return JSON.parse(text);\n}",
  "function f(text: string, /* more */) {\n  return JSON.parse(text);\n}":
    "function f(text: string, /* more */): unknown {\n  return JSON.parse(text);\n}",
  "const f = async (text: string) => JSON.parse(text);":
    "const f = async (text: string): Promise<unknown> => JSON.parse(text);",
}).map(([before, after]) => {
  const comment = "/**\n * Parse a text.\n *\n * @param text - The text.\n */\nexport";
  return { name: before, code: "ACT301", before: `${comment} ${before}\n`, after: `${comment} ${after}\n` };
});

/** Mistakes that only `--fix=all` mends. */
export const unsafeExamples: readonly FixExample[] = [
  {
    name: "a default of the whole object",
    code: "ACT350",
    before: apart('{ name, size = 1 }: Person = { name: "anon" }'),
    after: apart('{ name = "anon", size = 1 }: Person = { name: "anon" }'),
  },
  {
    name: "a module that is required at the top",
    code: "ACT615",
    before: `const path = require("node:path");\n${documented("/** Look up. */", "")}export const sep = path.sep;\n`,
    after: `import path from "node:path";\n${documented("/** Look up. */", "")}export const sep = path.sep;\n`,
  },
  {
    name: "names that are taken from a required module",
    code: "ACT615",
    before: `const { join, sep: slash } = require('node:path')\n${documented("/** Look up. */", "")}export const all = [join, slash];\n`,
    after: `import { join, sep as slash } from 'node:path'\n${documented("/** Look up. */", "")}export const all = [join, slash];\n`,
  },
  {
    name: "a property as JSDoc describes it",
    code: "ACT220",
    before: `interface Query {\n  words: string;\n}\n${documented("/**\n * Look up.\n * @param {Query} query - The query.\n * @param {string} query.words - The words.\n * @readonly\n */", "query: Query")}`,
    after: `interface Query {\n  /** The words. */\n  words: string;\n}\n${documented("/**\n * Look up.\n * @param {Query} query - The query.\n * @readonly\n */", "query: Query")}`,
  },
  {
    name: "a bare word as a default",
    code: "ACT205",
    before: `interface Query {\n  /** The words. @default all */\n  words?: string;\n}\n${documented("/**\n * Look up.\n * @param query - The query.\n */", "query: Query")}`,
    after: `interface Query {\n  /** The words. @default "all" */\n  words?: string;\n}\n${documented("/**\n * Look up.\n * @param query - The query.\n */", "query: Query")}`,
  },
  ...declarations,
  ...results,
  ...ofTypes("ACT301", plainTypes),
  ...ofTypes("ACT304", withoutUndefined),
];

function ofTypes(code: string, types: Readonly<Record<string, string>>): readonly FixExample[] {
  return Object.entries(types).map(([before, after]) => ({
    ...{ name: before, code, before: taking(before), after: taking(after) },
  }));
}

/** Mistakes for which no fix is known. */
export const unfixable: Readonly<Record<string, string>> = {
  "a map whose keys are no texts": taking("Map<number, string>"),
  "an any on whose properties the function relies":
    "/**\n * Read.\n *\n * @param value - It.\n */\nexport async function read(value: any): Promise<string> {\n  return value.name;\n}\n",
  "an any on which another function relies":
    "/** Read. */\nexport async function read() {\n  return JSON.parse('{}');\n}\n\n/** Use. */\nexport async function use(): Promise<string> {\n  return (await read()).name;\n}\n",
  "an any of a property that is used":
    "interface Options {\n  data: any;\n}\n\n/**\n * Read.\n *\n * @param options - It.\n */\nexport async function read(options: Options): Promise<string> {\n  return options.data.name;\n}\n",
  "a map of one's own": `class Map<K, V> {\n  entries: [K, V][] = [];\n}\n${taking("Map<string, number>")}`,
  "an argument of a type that does not take any": `interface Page<T extends string> {\n  items: T[];\n}\n${taking("Page<any>")}`,
  "a @secret of which only one key is read": readFileSync(
    new URL("./fixtures/half-read-secret.ts", import.meta.url),
    "utf8",
  ),
  "a secret that is as near to another": `${slack}export const slick = secret({ name: "slick", keys: ["SLICK_TOKEN"] });\n/**\n * Post.\n * @secret sleck\n */\nexport async function post(): Promise<string> {\n  return secrets.get("SLACK_BOT_TOKEN");\n}\n`,
  "a tag that is near to none": documented(
    "/**\n * Look up.\n * @param ip - IP.\n * @frobnicate it\n */",
    "ip: string",
  ),
  "a parameter whose name TSDoc cannot read": documented("/** Look up. */", "größe: string"),
  "braces of which some are escaped": documented(
    "/**\n * Look up.\n * @param ip - IP. {@pattern ^\\{a{2}\\}$}\n */",
    "ip: string",
  ),
  "a brace that is never closed": documented("/**\n * Look up.\n * @param ip - IP. {@pattern a\n */", "ip: string"),
  "a tag that would stand twice": documented("/**\n * Look up.\n * @title Look\n * @titles Up\n */", ""),
};
