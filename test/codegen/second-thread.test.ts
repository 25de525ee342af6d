import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../codegen/compile.js";
import { compileValidator } from "../../codegen/emit/compile-validator.js";
import { validatorName } from "../../codegen/emit/emit-validators.js";
import { ProblemList } from "../../codegen/problems.js";
import { readShare, type ShareRequest } from "../../codegen/read/share.js";
import type { SecondThread } from "../../codegen/second-thread.js";
import { generateTree } from "../../scripts/bench/tree/generate-tree.js";
import { root as checkout, execute } from "../end-to-end/checkout.js";
import { makeProject, projectAt } from "./sample-project.js";

// Many files are read by two threads. What comes of it is the same, whoever read what, and whether the other one lives.

let root: string;

beforeAll(() => {
  root = makeProject(Object.fromEntries(generateTree({ files: 60, seed: 3 })));
  // A warning and a secret named by a tag, in files of either half.
  for (const name of ["a", "z"]) {
    writeFileSync(
      join(root, `actions/${name}.ts`),
      `import { secret } from "actionary";\nexport const key_${name} = secret({ name: "key_${name}", keys: ["KEY"] });\n` +
        `/**\n * Say it.\n *\n * @secret key_${name === "a" ? "z" : "a"}\n */\nexport async function say(text: string): Promise<string> {\n  return text;\n}\n`,
    );
  }
});
afterAll(() => rmSync(root, { recursive: true }));

/** A thread that does what the real one does, in this one. */
function secondHere(): SecondThread & { readonly requests: ShareRequest[] } {
  const requests: ShareRequest[] = [];
  let validators = new Map<string, string>();
  return {
    requests,
    minFiles: 20,
    start: () => {},
    close: () => {},
    read: async (request) => {
      requests.push(request);
      // As it comes out of another thread: a copy.
      const answer = structuredClone(readShare(structuredClone(request)));
      const schemas = answer.files.flatMap(({ reading }) => reading.actions.map(({ model }) => model.input));
      validators = new Map(schemas.map((schema) => [validatorName(schema), compileValidator(schema)]));
      return answer;
    },
    validators: async () => validators,
  };
}

const refusing: SecondThread = {
  minFiles: 20,
  start: () => {},
  close: () => {},
  read: async () => undefined,
  validators: async () => new Map(),
};

async function outcomeOf(second?: SecondThread): Promise<unknown> {
  const problems = new ProblemList();
  const { generation, inputs } = await compile(projectAt(root), problems, { second });
  const said = problems.sorted().map(({ code, at }) => [code, at.source.file, at.source.text.slice(at.start, at.end)]);
  expect(said.map(([code]) => code)).toEqual(["ACT204", "ACT204"]);
  return { generation, said, inputs: [...inputs.files].sort(), absent: [...inputs.absent].sort() };
}

/** As many files as the real thread is started for, small ones. */
function manyFiles(): ReadonlyMap<string, string> {
  const types = "export interface Item {\n  /** Its name. */\n  name: string;\n}\n";
  const files = Array.from({ length: 205 }, (_, index): [string, string] => [
    `actions/tools/t${index}.ts`,
    `import type { Item } from "../_types.js";\n/**\n * Tell ${index}.\n *\n * @param item - What.\n */\n` +
      `export function tell(item: Item) {\n  return { item, at: ${index} };\n}\n`,
  ]);
  return new Map([["actions/_types.ts", types], ...files]);
}

describe("two threads read what one reads", () => {
  it("when the other reads its half, and when it fails", async () => {
    const alone = await outcomeOf();
    const second = secondHere();
    expect(await outcomeOf(second)).toEqual(alone);
    expect(second.requests.map(({ paths }) => paths.length)).toEqual([31]);
    expect(await outcomeOf(refusing)).toEqual(alone);
  });

  it("as the command line does, in a real thread", async () => {
    const large = makeProject(Object.fromEntries(manyFiles()));
    try {
      const { generation } = await compile(projectAt(large), new ProblemList());
      const cli = join(checkout, "dist/cli.js");
      const { code, stderr } = await execute([process.execPath, cli, "codegen", "--no-cache"], { cwd: large });
      expect(code, stderr).toBe(0);
      for (const { path, content } of [...(generation?.committed ?? []), ...(generation?.addressed ?? [])]) {
        expect(readFileSync(join(large, "generated", path), "utf8") === String(content), path).toBe(true);
      }
    } finally {
      rmSync(large, { recursive: true });
    }
  }, 60_000);
});
