import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { execute } from "../project/execute.js";
import { root } from "../project/make-project.js";
import { copyCheckout } from "./checkout.js";
import { readFixture } from "./read-fixture.js";

// Effects of a new action on what is committed, and on frontends.

const acme = readFixture("acme.ts");
const frontend = readFixture("frontend.ts");
const cli = join(root, "dist/cli.js");

function committed(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(join(folder, "generated"), { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(names.map(({ name }) => [name, readFileSync(join(folder, "generated", name), "utf8")]));
}

/** Returns the lines of `after` that `before` lacks. Throws where a line of `before` is gone or has moved. */
function added(before: string, after: string): readonly string[] {
  const old = before.split("\n");
  const lines: string[] = [];
  let next = 0;
  for (const line of after.split("\n")) {
    if (next < old.length && old[next] === line) next++;
    else lines.push(line);
  }
  if (next < old.length) throw new Error(`the line \`${old[next]}\` is gone`);
  return lines;
}

/** Type-checks modules of these texts, apart from TypeScript's own libraries. */
function typeProblems(folder: string, texts: readonly string[]): readonly string[] {
  const files = texts.map((text, index) => {
    const file = join(folder, `frontend-${index}.ts`);
    writeFileSync(file, text);
    return file;
  });
  const options = {
    strict: true,
    noEmit: true,
    skipDefaultLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
  };
  const program = ts.createProgram(files, options);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file && relative(folder, file.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

describe("a new action", { timeout: 60_000 }, () => {
  it("is all that changes in what is committed, and reaches every list and type", async () => {
    const folder = copyCheckout();
    expect(await execute(["node", cli, "codegen"], { cwd: folder })).toMatchObject({ code: 0 });
    const before = committed(folder);
    writeFileSync(join(folder, "actions/integrations/acme.ts"), acme);
    expect(await codegen({ cwd: folder })).toMatchObject({ ok: true });
    const after = committed(folder);

    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
    expect(changed).toEqual(["actions.ts", "catalog.json", "manifest.json", "platforms.ts"]);
    for (const name of changed) expect(added(before.get(name) ?? "", after.get(name) ?? "").join("\n")).toMatch(/acme/);

    expect(typeProblems(folder, [frontend, frontend.replace('host: "a"', "host: 1")])).toEqual([
      "frontend-1.ts: Type 'number' is not assignable to type 'string'.",
    ]);

    // A blank line moves lines about, and nothing that is committed.
    writeFileSync(join(folder, "actions/integrations/acme.ts"), `\n${acme}`);
    const { files } = await codegen({ cwd: folder });
    const touched = files.filter((file) => file.status !== "unchanged" && !file.path.startsWith("generated/build/"));
    expect(touched).toEqual([]);
    expect(committed(folder)).toEqual(after);

    const times = (): readonly number[] =>
      [...after.keys()].map((name) => statSync(join(folder, "generated", name)).mtimeMs);
    const first = times();
    await codegen({ cwd: folder });
    expect(times()).toEqual(first);
  });
});

describe("a browser", () => {
  it("takes `actionary/generated` as it is", async () => {
    const contents =
      'import { actionTypes, isActionType } from "actionary/generated"; console.log(actionTypes.filter(isActionType).length);';
    const result = await build({
      stdin: { contents, resolveDir: root },
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      format: "iife",
      platform: "browser",
      logLevel: "silent",
    });
    const imports = Object.values(result.metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path));
    expect(imports).toEqual(["generated/build/index.js"]);
    const lines: unknown[] = [];
    new Function("console", result.outputFiles[0]?.text ?? "")({ log: (line: unknown) => lines.push(line) });
    expect(lines).toEqual([6]);
  });
});
