import { describe, expect, it } from "vitest";
import type { Files } from "../../project/make-project.js";
import { compileAt, withLeanProject } from "../compile-project.js";

// Types of packages that nobody can send: one problem a parameter, which says what to write instead.

const pg = `
export class Pool { query(text: string): Promise<QueryResult>; end(): Promise<void> }
export interface PoolClient { release(): void; n: number }
export interface QueryResult<R = any> { rows: R[]; rowCount: number }
export interface Both extends PoolClient { more: string }
export type Mixed = { rest: { get(): void; map: Map<string, string> } } & Pool;
export declare const Octo: (new () => Pool) & { VERSION: string };
export type Octo = InstanceType<typeof Octo>;
export interface Data { a: string; when: Map<string, string>; f?: symbol; g: RegExp; c: Pool }
export interface Fn { x: number; cb: (a: string) => void }
export class Money { toJSON(): { amount: number } }
export interface Plain { a: string; b?: never }
`;

function files(code: string): Files {
  return {
    "node_modules/pg/index.d.ts": pg,
    "node_modules/pg/package.json": '{"name":"pg","version":"1.0.0","types":"index.d.ts"}',
    "node_modules/@types/foo__bar/index.d.ts": "export interface S { m: Map<string, string> }\n",
    "node_modules/@types/foo__bar/package.json": '{"name":"@types/foo__bar","version":"1.0.0","types":"index.d.ts"}',
    "actions/a.ts": code,
  };
}

async function problemsOf(signature: string): Promise<readonly string[]> {
  const code = `import type * as pg from "pg";\nimport type { S } from "@foo/bar";\n/** F. */\nexport function f(${signature} { throw new Error(); }\n`;
  const shown = async (resolver: "light" | "full"): Promise<readonly string[]> =>
    withLeanProject(files(code), async (root) => {
      const { problems } = await compileAt(root, { resolver });
      const errors = problems.filter(({ severity }) => severity === "error");
      return errors.map(({ code: id, message, hint }) => `${id} ${message.replace(" has no JSON form.", "")} ${hint}`);
    });
  const light = await shown("light");
  expect(await shown("full")).toEqual(light);
  return light;
}

const build = "Build it inside the function, from a `secret()`: a client of `pg` is no data that a caller could send.";

describe("a client of a package", () => {
  it.each(["Pool", "PoolClient", "Both", "Fn"])("is refused at the parameter: %s", async (name) => {
    expect(await problemsOf(`x: pg.${name}): void`)).toEqual([`ACT301 \`x\`: \`pg.${name}\` ${build}`]);
  });

  it.each([
    ["Mixed", "Mixed"],
    ["Octo", "Pool"],
  ])("is refused once where it is computed: %s", async (name, shown) => {
    expect(await problemsOf(`x: pg.${name}): void`)).toEqual([`ACT301 \`x\`: \`${shown}\` ${build}`]);
  });

  it("is refused where it stands in an own type", async () => {
    expect(await problemsOf("x: { client: pg.Pool; n: number }): void")).toEqual([
      `ACT301 \`x.client\`: \`pg.Pool\` ${build}`,
    ]);
  });

  it("is refused as a result with another hint", async () => {
    const [problem, ...others] = await problemsOf("): Promise<pg.Pool>");
    expect(problem).toContain("Return the fields that callers need");
    expect(others).toEqual([]);
  });

  it("can be sent in part, and in the form that it gives itself", async () => {
    expect(await problemsOf('x: Pick<pg.PoolClient, "n">, y: pg.Plain): pg.Money')).toEqual([]);
  });
});

describe("a type of a package", () => {
  it("is reported once, by the name of the package", async () => {
    const hint = "declare a smaller interface of your own, with the properties that you need.";
    expect(await problemsOf("x: pg.Data, y: S): pg.QueryResult")).toEqual([
      `ACT301 \`result\`: \`any\` It is part of a type of \`pg\`: ${hint}`,
      `ACT301 \`x.when\`: \`Map<string, string>\` It is part of a type of \`pg\`: ${hint}`,
      `ACT301 \`y.m\`: \`Map<string, string>\` It is part of a type of \`@foo/bar\`: ${hint}`,
    ]);
  });
});
