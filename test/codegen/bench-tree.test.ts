import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { generateTree, sharedFile } from "../../scripts/bench/tree/generate-tree.js";
import { atEndOfFile } from "../project/at-end.js";
import { compileAt, makeLeanProject } from "./compile-project.js";

// The generated tree that benchmarks measure is like what people write, without which their figures mean nothing.

const tree = generateTree({ files: 40, seed: 1 });
const atEnd = atEndOfFile();
let root: string;

beforeAll(() => {
  root = makeLeanProject(Object.fromEntries(tree), atEnd);
});

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

  it("of the other kind gives one warning, in the shared types, and declares every result", async () => {
    const warned = generateTree({ files: 40, seed: 1, kind: "warning" });
    const { problems } = await compileAt(makeLeanProject(Object.fromEntries(warned), atEnd));
    expect(problems.map(({ code, at }) => [code, at.source.file])).toEqual([["ACT312", sharedFile]]);
    const texts = [...warned].filter(([path]) => path.startsWith("actions/integrations/")).map(([, text]) => text);
    expect(texts.join("")).not.toContain("callback?: URL) {");
  });

  it("gives neither codegen nor tsc anything to say", async () => {
    const { problems, generation } = await compileAt(root);
    expect(problems).toEqual([]);
    expect(generation).toBeDefined();
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const program = ts.createProgram(fileNames, options);
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map((each) => ts.flattenDiagnosticMessageText(each.messageText, " "));
    expect(fileNames).toHaveLength(40);
    expect(messages).toEqual([]);
  });
});
