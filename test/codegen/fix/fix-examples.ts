/** A source with a mistake, and what `--fix` or `--fix=all` makes of it. */
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

/** A comment before a function that takes `parameters` and reads nothing. */
function documented(comment: string, parameters = "ip: string, maxAgeInDays = 30"): string {
  return `${comment}\nexport async function lookUp(${parameters}): Promise<void> {}\n`;
}

/** A comment before a function that reads the key of the secret through its constant. */
function reading(comment: string): string {
  return `${slack}${comment}\nexport async function post(): Promise<string> {\n  return slack.get("SLACK_BOT_TOKEN");\n}\n`;
}

/** A function with this type as its parameter. */
function taking(type: string): string {
  const comment = "/**\n * Put it.\n *\n * @param it - What to put.\n */";
  return `${comment}\nexport async function put(it: ${type}): Promise<void> {\n  void it;\n}\n`;
}

const missingParams: readonly FixExample[] = [
  {
    name: "a comment of one line becomes several",
    before: documented("/** Look up. */"),
    after: documented("/**\n * Look up.\n *\n * @param ip - IP.\n * @param maxAgeInDays - Max age in days.\n */"),
  },
  {
    name: "a comment of one line that is indented and ends in two asterisks",
    before: documented("export const a = 1;\n  /** Look **up** **/"),
    after: documented(
      "export const a = 1;\n  /**\n   * Look **up**\n   *\n   * @param ip - IP.\n   * @param maxAgeInDays - Max age in days.\n   */",
    ),
  },
  {
    name: "a comment of one line with a tag",
    before: documented("/** Look up. @param ip - An address. */"),
    after: documented("/**\n * Look up. @param ip - An address.\n * @param maxAgeInDays - Max age in days.\n */"),
  },
  {
    name: "behind prose comes an empty line",
    before: documented("/**\n * Look up.\n *\n * By **name**\n */", "ip: string"),
    after: documented("/**\n * Look up.\n *\n * By **name**\n *\n * @param ip - IP.\n */", "ip: string"),
  },
  {
    name: "before the tags that follow parameters, behind those that precede them",
    before: documented("/**\n * Look up.\n *\n * @title Look up\n * @readonly\n * @timeout 3s\n */", "ip: string"),
    after: documented(
      "/**\n * Look up.\n *\n * @title Look up\n * @param ip - IP.\n * @readonly\n * @timeout 3s\n */",
      "ip: string",
    ),
  },
  {
    name: "in the order of the parameters, behind several lines",
    before: documented(
      "/**\n * Look up.\n * @param b - The second,\n *   which is long.\n * @returns Nothing.\n */",
      "a: string, b: string, c: string",
    ),
    after: documented(
      "/**\n * Look up.\n * @param a - A.\n * @param b - The second,\n *   which is long.\n * @param c - C.\n * @returns Nothing.\n */",
      "a: string, b: string, c: string",
    ),
  },
  {
    name: "a description that is empty, or holds inline tags alone",
    before: documented("/**\n * Look up.\n *\n * @param ip -\n * @param maxAgeInDays {@minimum 1}\n */"),
    after: documented(
      "/**\n * Look up.\n *\n * @param ip - IP.\n * @param maxAgeInDays - Max age in days. {@minimum 1}\n */",
    ),
  },
  {
    name: "lines without asterisks",
    before: documented("/**\n   Look up.\n\n   @readonly\n*/", "ip: string"),
    after: documented("/**\n   Look up.\n\n   @param ip - IP.\n   @readonly\n*/", "ip: string"),
  },
  {
    name: "an end that stands behind words",
    before: documented("/**\n * Look up.\n * @readonly */", "ip: string"),
    after: documented("/**\n * Look up.\n * @param ip - IP.\n * @readonly */", "ip: string"),
  },
  {
    name: "a fence that shows a tag",
    before: documented("/**\n * Look up.\n *\n * ```\n * @param ip - No tag.\n * ```\n */", "ip: string"),
    after: documented(
      "/**\n * Look up.\n *\n * ```\n * @param ip - No tag.\n * ```\n *\n * @param ip - IP.\n */",
      "ip: string",
    ),
  },
  {
    name: "CRLF and tabs",
    before: documented("\t/**\r\n\t * Look up.\r\n\t */\r", "ip: string"),
    after: documented("\t/**\r\n\t * Look up.\r\n\t *\r\n\t * @param ip - IP.\r\n\t */\r", "ip: string"),
  },
  {
    name: "CRLF and a comment of one line",
    before: documented("/** Look up. */\r", "ip: string"),
    after: documented("/**\r\n * Look up.\r\n *\r\n * @param ip - IP.\r\n */\r", "ip: string"),
  },
].map((example) => ({ code: "ACT204", ...example }));

/** What `--fix` mends. */
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

/** What only `--fix=all` mends. */
export const unsafeExamples: readonly FixExample[] = [
  ...declarations,
  ...ofTypes("ACT301", plainTypes),
  ...ofTypes("ACT304", withoutUndefined),
];

function ofTypes(code: string, types: Readonly<Record<string, string>>): readonly FixExample[] {
  return Object.entries(types).map(([before, after]) => ({
    ...{ name: before, code, before: taking(before), after: taking(after) },
  }));
}

/** What no fix is known for. */
export const unfixable: Readonly<Record<string, string>> = {
  "a map whose keys are no texts": taking("Map<number, string>"),
  "a map of one's own": `class Map<K, V> {\n  entries: [K, V][] = [];\n}\n${taking("Map<string, number>")}`,
  "an argument of a type that does not take any": `interface Page<T extends string> {\n  items: T[];\n}\n${taking("Page<any>")}`,
  "a @secret of which only one key is read": `import { secret } from "actionary";
export const pair = secret({ name: "pair", keys: ["A", "B"] });
/**
 * Post.
 * @secret pair
 */
export async function post(): Promise<string> {
  return pair.get("A");
}
`,
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
