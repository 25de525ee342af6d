import { rmSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateTree } from "../../scripts/bench/tree/generate-tree.js";
import { compileAt, makeProject } from "./sample-project.js";

// Benchmarks measure a generated tree: what they tell is worth nothing where the tree is not what people write.

const tree = generateTree({ files: 40, seed: 1 });
let root: string;

beforeAll(() => {
  root = makeProject(Object.fromEntries(tree));
});
afterAll(() => rmSync(root, { recursive: true }));

describe("the tree of the benchmarks", () => {
  it("has the files and functions that it promises, and a tenth of them import the shared types", async () => {
    const sources = [...tree].filter(([path]) => path.startsWith("actions/"));
    expect(sources).toHaveLength(40);
    const withActions = sources.filter(([path]) => path.startsWith("actions/integrations/"));
    const sharing = withActions.filter(([, text]) => text.includes("/_shared/common.js"));
    expect(sharing).toHaveLength(Math.ceil(withActions.length / 10));
    expect([...(await compileAt(root)).actions.keys()]).toHaveLength(60);
  });

  it("is the same for the same seed, and another for another", () => {
    expect(generateTree({ files: 40, seed: 1 })).toEqual(tree);
    expect(generateTree({ files: 40, seed: 2 })).not.toEqual(tree);
  });

  it("gives neither codegen nor tsc anything to say", async () => {
    const { problems, generation } = await compileAt(root);
    expect(problems).toEqual([]);
    expect(generation).toBeDefined();
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const program = ts.createProgram(fileNames, options);
    const said = ts
      .getPreEmitDiagnostics(program)
      .map((each) => ts.flattenDiagnosticMessageText(each.messageText, " "));
    expect(fileNames).toHaveLength(40);
    expect(said).toEqual([]);
  });
});
