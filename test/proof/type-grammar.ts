import fc from "fast-check";

// A grammar of TypeScript types: honest ones, and nonsense.

export type Text = fc.Arbitrary<string>;

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

export interface Rules {
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

export const honestTypes = typesOf(honest, keys, prose);
export const wildTypes = typesOf(
  [...honest, ...nonsense, ...nonsense],
  fc.oneof({ arbitrary: keys, weight: 4 }, strangeKeys),
  fc.oneof(
    prose,
    tags.map((tag) => `/** ${tag} */ `),
  ),
);
/** Honest types under constraints, which may not fit. */
export const taggedTypes = typesOf(
  honest,
  keys,
  fc.oneof(
    prose,
    tags.map((tag) => `/** ${tag} */ `),
  ),
);
