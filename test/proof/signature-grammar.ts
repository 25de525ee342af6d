import fc from "fast-check";
import { honestTypes, type Rules, type Text, taggedTypes, wildTypes } from "./type-grammar.js";
import { vocabularyFile, vocabularyNames } from "./vocabulary.js";

// A grammar of signatures that are made of types: honest ones, and nonsense.

/** Declarations of `Own` and `Other<T>`, which types may name. */
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
  const local = vocabularyNames.filter(mentioned);
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
