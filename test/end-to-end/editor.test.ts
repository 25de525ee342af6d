import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { atEndOfFile } from "../project/at-end.js";
import { makeProject, root } from "../project/make-project.js";
import { openServer } from "./language-server.js";
import { readFixture } from "./read-fixture.js";

// What an editor shows at `runtime.actions["…"]`: the keys, each with its title and documentation, and where it is from.
// At the text argument of a call both versions of TypeScript complete the keys, and show no documentation.

const text = `import type { Runtime } from "actionary/runtime";
import type { Actions } from "./generated/index.js";
declare const runtime: Runtime<Actions>;
runtime.actions["tools.echo.say"]({ text: "a" });
runtime.run("tools.echo.say", { text: "a" });
`;
const options = { target: "es2023", module: "nodenext", strict: true, noEmit: true, types: [] };
const [member, argument] = [...text.matchAll(/"(?=tools\.echo\.say")/g)].map(({ index }) => index + 1);
const keys = ["tools.echo.fail", "tools.echo.measure", "tools.echo.say"];

const atEnd = atEndOfFile();
let project: string;
let file: string;

beforeAll(async () => {
  const tsconfig = JSON.stringify({ compilerOptions: options, files: ["main.ts"] });
  const action = readFixture("echo.ts").replace(" * @param text", " * @title Echo a text\n * @param text");
  const files = { "package.json": '{"type":"module"}', "actions/tools/echo.ts": action };
  project = makeProject({ ...files, "tsconfig.json": tsconfig, "main.ts": text }, atEnd);
  file = join(project, "main.ts");
  expect(await codegen({ cwd: project })).toMatchObject({ ok: true });
});

function openService(): ts.LanguageService {
  const { options: settings } = ts.convertCompilerOptionsFromJson(options, project);
  const { readFile, fileExists, directoryExists, getDirectories, realpath } = ts.sys;
  return ts.createLanguageService({
    ...{ readFile, fileExists, directoryExists, getDirectories },
    ...(realpath ? { realpath } : {}),
    getCompilationSettings: () => settings,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => ts.ScriptSnapshot.fromString(readFile(name) ?? ""),
    getCurrentDirectory: () => project,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
}

it("TypeScript 5.9 completes a key with its title, shows its documentation, and leads to its entry", () => {
  const service = openService();
  const at = member ?? 0;
  const completion = service.getCompletionsAtPosition(file, at, {});
  expect(completion?.entries.map(({ name }) => name)).toEqual(keys);
  const details = service.getCompletionEntryDetails(file, at, "tools.echo.say", {}, undefined, {}, undefined);
  expect(ts.displayPartsToString(details?.documentation)).toBe("Echo a text\n\nSay a text again.");
  const hover = service.getQuickInfoAtPosition(file, at + 1);
  expect(ts.displayPartsToString(hover?.documentation)).toBe("Echo a text\n\nSay a text again.");
  const [see] = hover?.tags ?? [];
  expect([see?.name, ts.displayPartsToString(see?.text)]).toEqual([
    "see",
    expect.stringContaining("../actions/tools/echo.ts"),
  ]);
  const [definition] = service.getDefinitionAtPosition(file, at + 1) ?? [];
  expect(definition?.fileName).toBe(join(project, "generated/actions.ts"));
  const inCall = service.getCompletionsAtPosition(file, argument ?? 0, {});
  expect(inCall?.entries.map(({ name }) => name)).toEqual(keys);
});

it("the server of TypeScript 7 completes a key and leads to its entry", async () => {
  const tsc = join(root, "node_modules/typescript7/bin/tsc");
  const server = await openServer([process.execPath, tsc, "--lsp", "--stdio"], { project, file, text });
  onTestFinished(server.end);
  const before = text.slice(0, member).split("\n");
  const position = { line: before.length - 1, character: (before.at(-1)?.length ?? 0) + 1 };
  const params = { textDocument: { uri: pathToFileURL(file).href }, position };
  const completion = (await server.ask("textDocument/completion", { ...params, context: { triggerKind: 1 } })) as {
    readonly items: readonly { readonly label: string }[];
  };
  expect(completion.items.map(({ label }) => label)).toEqual(expect.arrayContaining(keys));
  expect(JSON.stringify(await server.ask("textDocument/hover", params))).toContain("tools.echo.say");
  const definition = JSON.stringify(await server.ask("textDocument/definition", params));
  expect(definition).toContain("generated/actions.ts");
});
