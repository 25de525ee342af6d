import fc from "fast-check";

// A grammar of TypeScript types, and of the signatures that are made of them: honest ones, and nonsense.

type Text = fc.Arbitrary<string>;

/** What signatures may name, each a type that has a schema, beside a few that have none. */
export const vocabulary = `
export interface User { id: string; name?: string | null }
export interface Tree extends User { children: Tree[]; by: Record<string, Tree>; at?: Date }
export interface Page<T = string> { items: T[]; next?: Page<T> }
export interface Event<K extends string = "made"> { kind: K; at: Date; count: bigint }
export type Id = string;
export type Maybe = string | undefined;
export type Pair<A, B = A> = [first: A, second: B];
export type Shape = { kind: "circle"; radius: number } | { kind: "square"; side: number; label?: string };
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export enum Size { Small = 1, Large }
export enum Word { Yes = "yes", No = "no" }
export class Klass { a = 1 }
export declare const sizes: readonly ["sm", "md", "lg"];
export declare const table: { readonly get: "GET"; readonly put: "PUT" };
`;

const names = "User Tree Page Event Id Maybe Pair Shape Json Size Word Klass sizes table".split(" ");

const honest = [
  ..."string number boolean null unknown object bigint Date URL Uint8Array Buffer".split(" "),
  ...['"a"', '"b"', '"it\'s"', "1", "-1", "0.5", "0x10", "1_000", "true", "false", "`t`"],
  ...["`a\x24{string}`", "`\x24{number}px`", '`\x24{"a" | "b"}-\x24{1 | 2}`', "`\x24{boolean}`", "`\x24{bigint}n`"],
  ..."User Tree Id Shape Json Size Word Size.Large Word.No Page Event Own Other<string> Integer Email TextArea".split(
    " ",
  ),
  ...["keyof User", 'User["id"]', '"sm" | (string & {})', "string & { __brand: 1 }", "number & { __brand: 1 }"],
  ...["(typeof sizes)[number]", "typeof sizes", "keyof typeof table", "(typeof table)[keyof typeof table]"],
  ...["ReturnType<() => User>", "Parameters<(a: string, b?: number) => void>", 'Event<"a"> | Event<"b">'],
  ...[
    'Uppercase<"a" | "b">',
    "Awaited<Promise<User>>",
    'Exclude<"a" | "b" | 1, 1>',
    'Extract<Shape, { kind: "circle" }>',
  ],
];

const nonsense = [
  ..."undefined void any never symbol 1e999 10n {} [] this Missing Maybe Klass Array RegExp T".split(" "),
  ...["Promise<string>", "Map<string, 1>", "() => void", "new () => User", "typeof value", "asserts x", "x is string"],
  ...["infer U", "unique symbol", "import('./_a.js').A", "NodeJS.Timeout", "...", "Page<string, string>", "User<1>"],
  ...["Partial", "Record<string>", 'User["nope"]', "keyof 1", "string[number]", "{ m(): void }", "{ get a(): 1 }"],
  ...[
    "{ new (): 1 }",
    "{ a }",
    "{ [key: symbol]: 1 }",
    "{ [key: `a\x24{string}`]: 1 }",
    "[...string[], 1]",
    "Set<1>[]",
  ],
  ...["Error", "ReadonlyMap<1, 2>", "Intl.NumberFormat", "Iterable<1>", "ArrayBuffer", "String", "Function", "Object"],
];

const keys = fc.constantFrom(
  ...["a", "b", "kind", "value", "label", "id", '"a-b"', "1", "$ref", "constructor", "toString", "readonly", '"*/"'],
  ...["'\"q\"'", '"a/b~c"', '""', '"\\u2028"', "type", "properties", "items"],
);

const strangeKeys = fc.constantFrom("__proto__", '"__proto__"', "[Symbol.iterator]", "[`a`]", "1e3", "-1", "#a");

const prose = fc.constantFrom("", "", "", "/** Text. */ ", '/** Of `{x}` \\@a *and* "b". */ ');

/** Tags that often stand where they cannot. */
const tags = fc.constantFrom(
  ...["@minimum 1", "@maxLength 3", "@pattern ^a", "@closed", "@default 1", '@default "a"', "@widget integer"],
  ...[
    "@format date",
    "@nonsense",
    "@uniqueItems",
    "@minItems 2",
    "@title T",
    '@example "a"',
    "@deprecated",
    "@multipleOf 2",
  ],
);

interface Rules {
  readonly type: string;
  readonly members: string;
}

/** Types from the given leaves, a few levels deep. */
function typesOf(leaves: readonly string[], key: Text, doc: Text): fc.LetrecValue<Rules> {
  return fc.letrec<Rules>((tie) => {
    const type = tie("type") as Text;
    const list = tie("members") as Text;
    const wrapped = (weight: number, wrap: (a: string, b: string) => string): fc.WeightedArbitrary<string> => ({
      arbitrary: (wrap.length === 1 ? fc.tuple(type, fc.constant("")) : fc.tuple(type, type)).map(([a, b]) =>
        wrap(a, b),
      ),
      weight,
    });
    const member = fc
      .tuple(doc, fc.constantFrom("", "", "", "readonly "), key, fc.constantFrom("", "?"), type)
      .map(([comment, modifier, name, mark, own]) => `${comment}${modifier}${name}${mark}: ${own};`);
    return {
      members: fc.uniqueArray(member, { maxLength: 3, selector: nameOfMember }).map((all) => all.join("\n")),
      type: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        { arbitrary: fc.constantFrom(...leaves), weight: 20 },
        { arbitrary: list.map((members) => `{\n${members}\n}`), weight: 6 },
        { arbitrary: fc.tuple(list, list).map(([a, b]) => discriminated(a, b)), weight: 2 },
        wrapped(4, (a, b) => `${a} | ${b}`),
        wrapped(2, (a) => `${a} | null`),
        wrapped(2, (a) => `(${a})[]`),
        wrapped(1, (a) => `readonly (${a})[]`),
        wrapped(1, (a) => `Array<${a}>`),
        wrapped(1, (a) => `ReadonlyArray<${a}>`),
        wrapped(2, (a) => `Page<${a}>`),
        wrapped(1, (a, b) => `Pair<${a}, ${b}>`),
        wrapped(1, (a) => `Other<${a}>`),
        wrapped(1, (a) => `Partial<${a}>`),
        wrapped(1, (a) => `Required<${a}>`),
        // Of a type that may be unknown: to TypeScript that takes an undefined beside it away.
        wrapped(1, (a) => `{ a: Tree | undefined; b: ${a} }`),
        wrapped(1, (a) => `Required<{ a: Maybe; b?: ${a}; c?: Maybe }>`),
        wrapped(1, (a) => `Readonly<${a}>`),
        wrapped(1, (a) => `NonNullable<${a}>`),
        wrapped(1, (a) => `Pick<{ a: ${a}; b?: 1 }, "a" | "b">`),
        wrapped(1, (a, b) => `Omit<{ a: ${a}; b?: ${b} }, "a">`),
        wrapped(1, (a) => `Record<string, ${a}>`),
        wrapped(1, (a) => `Record<"a" | "b", ${a}>`),
        wrapped(1, (a) => `Record<number, ${a}>`),
        wrapped(1, (a, b) => `Record<${a}, ${b}>`),
        wrapped(1, (a) => `{ [key: string]: ${a} }`),
        wrapped(1, (a) => `{ id: string; [key: string]: ${a} }`),
        wrapped(1, (a) => `{ [K in "a" | "b"]: ${a} }`),
        wrapped(1, (a) => `{ [K in keyof User]?: ${a} }`),
        wrapped(1, (a, b) => `${a} extends ${b} ? ${a} : ${b}`),
        wrapped(1, (a) => `Exclude<${a}, null | undefined>`),
        wrapped(2, (a, b) => `(${a}) & (${b})`),
        wrapped(1, (a) => `User & { extra: ${a} }`),
        wrapped(1, (a) => `{ a: ${a} }["a"]`),
        wrapped(2, (a, b) => `[${a}, x?: ${b}]`),
        wrapped(1, (a, b) => `[${a}, (${b})?]`),
        wrapped(1, (a, b) => `[${a}, ...(${b})[]]`),
        wrapped(1, (a) => `[...(${a})[]]`),
        wrapped(1, (a, b) => `[${a}, ...Pair<${b}>]`),
        wrapped(1, (a, b) => `[...[${a}?], ...(${b})[]]`),
      ),
    };
  });
}

function nameOfMember(member: string): string {
  return (
    (/(\S+?)\??: /.exec(member.replace(/^\/\*\*.*?\*\/ (?=\S)/, "").replace(/^readonly (?!\??:)/, "")) ?? [
      member,
    ])[1] ?? member
  );
}

function discriminated(first: string, second: string): string {
  const rest = (members: string): string => members.replace(/^.*\bkind\??: (.|\n)*?;$/gm, "");
  return `{ kind: "first";\n${rest(first)}\n} | { kind: "second";\n${rest(second)}\n}`;
}

const honestTypes = typesOf(honest, keys, prose);
const wildTypes = typesOf(
  [...honest, ...nonsense, ...nonsense],
  fc.oneof({ arbitrary: keys, weight: 4 }, strangeKeys),
  fc.oneof(
    prose,
    tags.map((tag) => `/** ${tag} */ `),
  ),
);
/** Honest types under constraints, which may not fit. */
const taggedTypes = typesOf(
  honest,
  keys,
  fc.oneof(
    prose,
    tags.map((tag) => `/** ${tag} */ `),
  ),
);

/** How `Own` and `Other<T>`, which types may name, are declared. */
function declarationsOf({ type, members }: fc.LetrecValue<Rules>): Text {
  const own = fc.oneof(
    members.map((body) => `interface Own {\n${body}\n}`),
    members.map((body) => `interface Own extends User {\n${body}\n}`),
    members.map(
      (body) => `interface Own { again?: Own; all: Own[];\n${body.replace(/^.*\b(again|all)\??: .*$/gm, "")}\n}`,
    ),
    type.map((of) => `type Own = ${of};`),
    type.map((of) => `/** Prose. */\ntype Own = { of: ${of}; next: Own | null };`),
    fc.constantFrom("type Own = Own;", "type Own = Own | Own;", "type Own = Own[];", "type Own = string | Own[];"),
    fc.constantFrom('enum Own { A = "a", B = 2 }', "enum Own { A, B, C = 1 << 3 }", 'const enum Own { Only = "only" }'),
  );
  const other = fc.oneof(
    fc.constant("interface Other<T> { of: T }"),
    fc.constant("interface Other<T> { of?: T | null; others: Other<T>[] }"),
    fc.constant("interface Other<T> { value: T; next?: Other<T[]> }"),
    fc.constant("type Other<T> = T | { of: T };"),
    fc.constant("type Other<T> = T extends string ? { text: T } : { other: T };"),
    fc.constant("type Other<T> = { [K in keyof T]: T[K] | null };"),
    type.map((of) => `type Other<T, U = ${of}> = [T, U?];`),
    type.map((of) => `interface Other<T> { of: T; also: ${of} }`),
  );
  return fc.tuple(own, other).map((both) => both.join("\n"));
}

const initialisers = [
  " = 1",
  ' = "a"',
  " = null",
  " = {}",
  " = []",
  " = [1, `a`]",
  " = undefined",
  " = g()",
  " = Size.Large",
  " = { a: 1, b: [true] }",
  " = -1_0",
];

function parametersOf({ type }: fc.LetrecValue<Rules>, isWild: boolean): Text {
  const strange = ["constructor", "__proto__", "[c]", "{ c }", "...z", "this", "$ref", "arguments", "await"];
  const named = fc
    .tuple(
      fc.constantFrom(...(isWild ? strange : ["constructor", "$ref", "é"]), "p", "p", "p"),
      fc.constantFrom("", "", "?"),
      fc.option(type, { freq: isWild ? 8 : 50 }),
      fc.oneof({ arbitrary: fc.constant(""), weight: isWild ? 2 : 12 }, fc.constantFrom(...initialisers)),
    )
    .map(([name, mark, of, value]) => (index: number): string => {
      const isNamed = /^[\wé]+$/.test(name);
      const unique = name === "p" ? `p${index}` : name;
      return `${unique}${isNamed && value === "" ? mark : ""}${of === null ? "" : `: ${of}`}${value}`;
    });
  const rest = fc
    .option(type, { nil: undefined, freq: 2 })
    .map((of) => (of === undefined ? [] : [`...rest: (${of})[]`]));
  const list = fc
    .tuple(fc.array(named, { maxLength: 3 }), rest)
    .map(([parameters, last]) => [...parameters.map((print, index) => print(index)), ...last].join(", "));
  const flattened = type.map((of) => `{ a, b = 1 }: { a: ${of}; b?: number }`);
  return fc.oneof({ arbitrary: list, weight: 8 }, { arbitrary: flattened, weight: 1 });
}

/** A function in one of the forms that may be exported; the result is written out or inferred. */
function functionOf(rules: fc.LetrecValue<Rules>, isWild: boolean): Text {
  const forms = [
    (list: string, of: string) => `export async function f(${list}): Promise<${of}> { throw 0; }`,
    (list: string, of: string) => `export async function f(${list}): Promise<${of}> { throw 0; }`,
    (list: string, of: string) => `export function f(${list}): ${of} { throw 0; }`,
    (list: string, of: string) => `export function f(${list}): (${of}) | Promise<${of}> { throw 0; }`,
    (list: string, of: string) => `export const f = async (${list}): Promise<${of}> => { throw 0; };`,
    (list: string, of: string) => `export const f = function (${list}) { return null as unknown as ${of}; };`,
    (list: string, of: string) => `export async function f(${list}) { return null as unknown as ${of}; }`,
    (list: string) => `export async function f(${list}): Promise<void> {}`,
    ...(isWild ? [(list: string, of: string) => `export function* f<T>(${list}): ${of} {}`] : []),
  ];
  return fc
    .tuple(fc.nat(forms.length - 1), parametersOf(rules, isWild), rules.type)
    .map(([form, list, of]) => forms[form]?.(list, of) ?? "");
}

function signaturesOf(rules: fc.LetrecValue<Rules>, isWild: boolean): fc.Arbitrary<string> {
  return fc.tuple(declarationsOf(rules), functionOf(rules, isWild)).map(([declarations, action]) => {
    const used = declarations.split(/\n(?=interface Other|type Other)/).filter((declaration, index, all) => {
      const name = index === 0 ? /\bOwn\b/ : /\bOther\b/;
      return (
        name.test(action) ||
        all.some((each, other) => other !== index && name.test(each) && /\bOwn|Other\b/.test(action)) ||
        declaration === ""
      );
    });
    return [...used, `/** F. */\n${action}`].join("\n");
  });
}

/** Where the vocabulary is kept, below the actions. */
export const vocabularyFile = "_vocabulary.ts";

/** A file whose only action has the signature; what comes before is not the signature's. */
export interface Signature {
  readonly preface: string;
  readonly text: string;
}

/** Random signatures, some honest, some under constraints that may not fit, some nonsense. */
export const signatures: fc.Arbitrary<Signature> = fc
  .oneof(
    { withCrossShrink: false },
    { arbitrary: signaturesOf(honestTypes, false), weight: 5 },
    { arbitrary: signaturesOf(taggedTypes, false), weight: 1 },
    { arbitrary: signaturesOf(wildTypes, true), weight: 2 },
  )
  .map((text) => ({ preface: prefaceOf(text), text }));

function prefaceOf(text: string): string {
  const mentioned = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
  const local = names.filter(mentioned);
  const hints = ["Integer", "Email", "TextArea"].filter(mentioned);
  return [
    ...(local.length > 0
      ? [
          `import { ${local.map((name) => `type ${name}`.replace("type Size", "Size")).join(", ")} } from "./${vocabularyFile.replace(".ts", ".js")}";\n`,
        ]
      : []),
    ...(hints.length > 0 ? [`import type { ${hints.join(", ")} } from "actionary";\n`] : []),
  ].join("");
}
