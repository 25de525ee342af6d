import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../codegen/compile.js";
import { type CompileWork, createBackgroundCompiler } from "../../codegen/emit/background-compiler.js";
import type { CompileThread } from "../../codegen/emit/compile-thread.js";
import { compileValidator } from "../../codegen/emit/compile-validator.js";
import { ProblemList } from "../../codegen/report/problems.js";
import { generateTree } from "../../scripts/bench/tree/generate-tree.js";
import { atEndOfFile } from "../project/at-end.js";
import { execute } from "../project/execute.js";
import { root as checkout } from "../project/make-project.js";
import { makeLeanProject, projectAt } from "./compile-project.js";

// One thread compiles what another reads meanwhile. The outcome does not depend on which of them compiled what.

const atEnd = atEndOfFile();
let root: string;

beforeAll(() => {
  root = makeLeanProject(Object.fromEntries(generateTree({ files: 12, seed: 3 })), atEnd);
  // A warning, and a secret named by a tag.
  for (const name of ["a", "z"]) {
    writeFileSync(
      join(root, `actions/${name}.ts`),
      `import { secret } from "actionary";\nexport const key_${name} = secret({ name: "key_${name}", keys: ["KEY"] });\n` +
        `/**\n * Say it.\n *\n * @secret key_${name === "a" ? "z" : "a"}\n */\nexport async function say(text: string): Promise<string> {\n  return text;\n}\n`,
    );
  }
});

/** Stands in for the second thread, within this one; `isLeft` tells the pieces of work that it does. */
function secondHere(isLeft: (name: string) => boolean = () => true): CompileThread & { readonly taken: CompileWork[] } {
  const ahead = createBackgroundCompiler();
  const taken: CompileWork[] = [];
  return {
    taken,
    take: (work) => {
      taken.push(work);
      const schemas = work.schemas.filter(([name]) => isLeft(name));
      // As it comes into another thread: a copy.
      ahead.take(
        structuredClone({ schemas, module: work.module && isLeft(work.module.name) ? work.module : undefined }),
      );
    },
    finish: () => ({
      validators: Promise.resolve(structuredClone(ahead.validators())),
      modules: ahead.modules().then((modules) => structuredClone(modules)),
    }),
    close: () => {},
  };
}

async function outcomeOf(second?: CompileThread): Promise<unknown> {
  const problems = new ProblemList();
  const { generation, inputs } = await compile(projectAt(root), problems, { thread: second });
  const found = problems.sorted().map(({ code, at }) => [code, at.source.file, at.source.text.slice(at.start, at.end)]);
  expect(found.map(([code]) => code)).toEqual(["ACT204", "ACT204"]);
  return { generation, found, inputs: [...inputs.files].sort(), absent: [...inputs.absent].sort() };
}

/** Makes small files, and more of them than the second thread is started for. */
function manyFiles(): ReadonlyMap<string, string> {
  const types = "export interface Item {\n  /** Its name. */\n  name: string;\n}\n";
  const files = Array.from({ length: 60 }, (_, index): [string, string] => [
    `actions/tools/t${index}.ts`,
    `import type { Item } from "../_types.js";\n/**\n * Tell ${index}.\n *\n * @param item - What.\n */\n` +
      `export function tell(item: Item) {\n  return { item, at: ${index} };\n}\n`,
  ]);
  return new Map([["actions/_types.ts", types], ...files]);
}

describe("two threads make what one makes", () => {
  it("when the other compiles everything, and a part", async () => {
    const alone = await outcomeOf();
    const second = secondHere();
    expect(await outcomeOf(second)).toEqual(alone);
    expect(second.taken.length).toBeGreaterThan(13);
    expect(second.taken.flatMap(({ schemas }) => schemas).length).toBeGreaterThan(20);
    expect(await outcomeOf(secondHere((name) => /[0-4]\b|[a-m]\.js$/.test(name)))).toEqual(alone);
  });

  it("also what is wrong with a module", async () => {
    const broken = makeLeanProject({
      "actions/a.ts":
        "/** Do it. */\nexport async function run(): Promise<void> {\n  const a = 1;\n  const a = 2;\n}\n",
    });
    for (const second of [undefined, secondHere()]) {
      const problems = new ProblemList();
      await compile(projectAt(broken), problems, { thread: second });
      expect(problems.sorted().map(({ code }) => code)).toEqual(["ACT104"]);
    }
  });

  it("as the command line does, in a real thread", async () => {
    const large = makeLeanProject(Object.fromEntries(manyFiles()));
    const { generation } = await compile(projectAt(large), new ProblemList());
    const cli = join(checkout, "dist/cli.js");
    const { code, stderr } = await execute([process.execPath, cli, "codegen", "--no-cache"], { cwd: large });
    expect(code, stderr).toBe(0);
    for (const { path, content } of [...(generation?.committed ?? []), ...(generation?.addressed ?? [])]) {
      expect(readFileSync(join(large, "generated", path), "utf8") === String(content), path).toBe(true);
    }
  }, 60_000);
});

describe("a validator", () => {
  const text = { type: "string", pattern: "^a", title: "Text" };
  const list = { type: "array", items: { type: "object", properties: { title: text }, required: ["title"] } };

  it("does not depend on those that were compiled before", () => {
    const first = compileValidator(text);
    const second = compileValidator(list);
    expect(compileValidator(list)).toBe(second);
    expect(compileValidator(text)).toBe(first);
  });

  it("is the same whatever a schema says besides what is valid, but for its text", () => {
    const annotated = {
      ...list,
      title: "List",
      description: "What there is.",
      default: [],
      "x-widget": { kind: "json" },
    };
    const rulesOf = (code: string): string => code.slice(0, code.indexOf("export const schema"));
    expect(rulesOf(compileValidator(annotated))).toBe(rulesOf(compileValidator(list)));
    expect(compileValidator(annotated)).toContain("What there is.");
    expect(rulesOf(compileValidator(list))).toContain("data0.title");
  });

  it("compares with values that look like schemas as they are", () => {
    const value = { title: "A", enum: ["b"] };
    expect(compileValidator({ const: value })).toContain(`schema0 = {"const":${JSON.stringify(value)}}`);
  });
});
