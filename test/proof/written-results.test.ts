import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileAt, withLeanProject } from "../codegen/compile-project.js";
import { expectSameReadings } from "./compare-readers.js";

// Results without an annotation, worked out from the statements of a function, and by the type checker: both must give the same
// schemas and problems. The functions are random, made of what syntax is enough for, with some that it is not. `SEED=7` draws
// others.

const seed = Number(process.env.SEED ?? 1);
const count = process.env.ACTIONARY_LONG === "1" ? 6_000 : 300;
const perBatch = 150;

const options =
  '{ "compilerOptions": { "module": "nodenext", "lib": ["es2023"], "types": ["node"], "strict": true } }\n';

const declarations = `
/** Somebody. */
export interface User {
  /** A number. It is long. */
  id: string;
  name?: string;
  level: Level | null;
  tags: string[];
  made?: Date;
  inner: { a: Level; b?: number };
}
export type Level = "a" | "z";
export type Plain = { p: string; q?: { r: Level } };
export enum Status { New = "new", Old = "old" }
export const limits = { soft: 1, hard: "z", deep: { on: true } };
export const fixed = { soft: 1, hard: ["z", null] } as const;
export const text = "t";
export const chosen: Level = "a";
export const start: Date = new Date();
export function ask(path: string): Promise<unknown> { return Promise.resolve(path); }
export function must(value: unknown): asserts value is string { void value; }
`;

const names = [
  ..."limits fixed text chosen start size when link level user users maybe plain status flag given late".split(" "),
];
const annotated = [..."User Level Plain Status string number boolean Date URL User[] bigint unknown".split(" ")].concat(
  ...[
    "Level | undefined",
    "User | null",
    '"b" | 2',
    "Partial<User>",
    'Pick<User, "id" | "tags">',
    "{ then: string }",
    "any",
  ],
);

interface Rules {
  readonly value: string;
}

const { value } = fc.letrec<Rules>((tie) => {
  const inner = tie("value") as fc.Arbitrary<string>;
  const name = fc.constantFrom(...names);
  return {
    value: fc.oneof(
      { maxDepth: 3 },
      name,
      fc.constantFrom(
        '"x"',
        "1",
        "true",
        "null",
        "`a`",
        `\`a\${size}\``,
        '"z" as const',
        '["a", 1] as const',
        "-1",
        "undefined",
      ),
      fc.constantFrom(
        "{ k: 1, of: null } as const",
        "Status.New",
        "[size]",
        "size + 1",
        "!flag",
        "new Date()",
        "when.getTime()",
      ),
      fc.constantFrom(...annotated).map((type) => `(await ask("")) as ${type}`),
      fc.constantFrom(
        "link?.host",
        'link?.host ?? ""',
        "users.length",
        "user.name",
        "user.inner.a",
        "user.level",
        "plain?.q?.r",
      ),
      fc.constantFrom(
        "plain?.p",
        "limits.deep",
        "fixed.soft",
        "user.made ?? null",
        "text.length",
        "maybe.length",
        "link.host",
      ),
      fc.tuple(name, inner).map(([left, right]) => `(${left} ?? ${right})`),
      fc
        .tuple(name, fc.constantFrom('"y"', "null", "0", "maybe", "false"))
        .map(([left, right]) => `${left} ?? ${right}`),
      fc.tuple(inner, inner).map(([left, right]) => `(${left}) === (${right})`),
      fc.tuple(inner, inner).map(([a, b]) => `(flag ? ${a} : ${b})`),
      inner.map((a) => `{ a: ${a} }`),
      fc.tuple(inner, inner).map(([a, b]) => `{ a: ${a}, /** B. */ b: ${b} }`),
      fc.tuple(inner, name).map(([a, b]) => `{ a: ${a}, ${b} }`),
      fc.tuple(inner, name).map(([a, b]) => `{ ...${b}, a: ${a} }`),
    ),
  };
});

const statement = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("", 'await ask("");', "const none = user.name ?? maybe;") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...["must(maybe);", "if (maybe === undefined) return null;", 'maybe = "";', "const [one] = users;"],
      ...[
        "const isOn = (level = undefined);",
        "for (const each of users) void each;",
        'const f = () => { level = "a"; };',
        "flag;",
      ],
    ),
  },
);

/** Random bodies: statements, constants that the rest uses, and what is returned. */
const body = fc
  .tuple(statement, value, fc.constantFrom("", ": Level", ": Date | null", ": unknown"), value, fc.nat(9))
  .map(([first, constant, type, returned, form]) => {
    const ends = ["return;", "", ...Array.from({ length: 4 }, () => `return { own, of: ${returned} };`)];
    const end = ends[form] ?? `return ${returned};`;
    return `${first}\n  const own${type} = ${constant};\n  ${end}`;
  });

/** Returns random functions, each in a file of its own. */
function draw(from: number, howMany: number): ReadonlyMap<string, string> {
  const used = [...declarations.matchAll(/^export (?:function )?\w+ (\w+)/gm)].map(([, name = ""]) => name);
  const imported = [...new Set([...used, "ask", "must"])].filter((name) => !["ask(", "function"].includes(name));
  const parameters =
    'size: number, when: Date, level: Level | undefined, user: User, users: User[], status: Status, flag: boolean, plain: Plain | null, maybe?: string, link?: URL, given: Level = "a", late: Level | undefined = "z"';
  const heads = [`export async function f(${parameters}) {`, `export const f = async (${parameters}) => {`];
  const sample = fc.sample(body, { seed: from, numRuns: howMany });
  return new Map(
    sample.map((text, index) => [
      `t${index}.ts`,
      `import { ${imported.join(", ")} } from "./_types.js";\nvoid [${imported.filter((name) => /^[a-z]|Status/.test(name)).join(", ")}];\n/** T. */\n${heads[index % 2]}\n  ${text}\n}\n`,
    ]),
  );
}

describe("results by their statements and by the type checker", () => {
  const batches = Array.from({ length: Math.ceil(count / perBatch) }, (_, index) => seed + index);
  it.each(batches)("are the same (seed %d)", { timeout: 300_000 }, async (from) => {
    const drawn = draw(from, perBatch);
    const files = new Map([...drawn, ["_types.ts", declarations]].map(([file, text]) => [`actions/${file}`, text]));
    const project = { "tsconfig.json": options, ...Object.fromEntries(files) };
    const [light, full] = await withLeanProject(project, async (root) => [
      await compileAt(root, { resolver: "light" }),
      await compileAt(root, { resolver: "full" }),
    ]);
    const read = expectSameReadings(drawn, [light, full], (action) => [action?.output, action?.wire]);
    expect(read).toBeGreaterThan(perBatch / 2);
  });
});
