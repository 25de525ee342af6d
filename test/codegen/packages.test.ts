import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { expect, it } from "vitest";
import { formatNames } from "../../codegen/model/format-names.js";
import { cacheFiles, fine } from "../cache/fine-project.js";
import { makeProject, root, temporaryFolder } from "../project/make-project.js";

// Packages of codegen are one file of `dist`, and each is loaded when it is first asked for.

const packages = join(root, "dist/packages.cjs");

it("the formats of schemas are those that Ajv knows", () => {
  expect(formatNames).toEqual(Object.keys(fullFormats).sort());
});

it("dist holds all templates and packages, which say the same as those in node_modules", () => {
  const file = createRequire(import.meta.url)(packages) as Record<string, () => object>;
  const templates = readdirSync(join(root, "codegen/emit")).filter((name) => name.endsWith(".hbs"));
  expect(
    Object.keys(file)
      .filter((name) => name.endsWith(".hbs"))
      .sort(),
  ).toEqual(templates.sort());
  for (const name of ["@microsoft/tsdoc", "ajv", "ajv-formats", "redos-detector", "ts-json-schema-generator"]) {
    const installed = createRequire(import.meta.url)(name) as object;
    expect({ name, keys: Object.keys(file[name]?.() ?? {}) }).toEqual({ name, keys: Object.keys(installed) });
  }
});

it("dist names each package in it with its licence", () => {
  const notices = readFileSync(join(root, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  const inside = [...readFileSync(packages, "utf8").matchAll(/^\/\/ (?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)];
  const names = new Set([...inside.map(([, name]) => name), "commander", "leven", "picocolors"]);
  expect(names.size).toBeGreaterThan(10);
  expect(
    [...names].filter((name) => !new RegExp(`^${name} \\d[\\w.]* \\(\\S+\\)\\n\\n\\S`, "m").test(notices)),
  ).toEqual([]);
  expect(notices).not.toContain("undefined");
});

/** Runs codegen of `dist` in a project; returns the packages of `dist/packages.cjs` and of node_modules that it has loaded. */
function loadedBy(cwd: string): readonly string[] {
  const hook = join(temporaryFolder(), "loaded.mjs");
  writeFileSync(
    hook,
    `import { createRequire } from "node:module";
import { writeSync } from "node:fs";
const require = createRequire(${JSON.stringify(pathToFileURL(join(root, "dist/cli.js")).href)});
const path = ${JSON.stringify(packages)};
const loaded = [];
const file = require(path);
for (const [name, load] of Object.entries(file)) file[name] = () => (loaded.push(name), load());
process.on("exit", () => {
  const others = Object.keys(require.cache).map((each) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)\\/(?!.*node_modules)/.exec(each)?.[1]);
  writeSync(2, "LOADED " + JSON.stringify([...new Set([...loaded, ...others])].filter((each) => each && !each.endsWith(".hbs")).sort()));
});
`,
  );
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", pathToFileURL(hook).href, join(root, "dist/cli.js"), "codegen"],
    { cwd, encoding: "utf8", timeout: 60_000 },
  );
  expect({ status, problems: stderr.replace(/LOADED .*$/, "") }).toEqual({ status: 0, problems: "" });
  return JSON.parse(/LOADED (.*)$/.exec(stderr)?.[1] ?? "[]") as readonly string[];
}

it("a run loads only what it needs: nothing without a change, Ajv for defaults, a judge of patterns for patterns", () => {
  const action = (parameter: string, tag = ""): string =>
    `/**\n * Say it.\n *\n * @param text - What to say.${tag}\n */\nexport function say(${parameter}): string {\n  return text;\n}\n`;
  const always = ["esbuild", "handlebars", "ts-json-schema-generator", "typescript"];
  const plain = makeProject({ ...fine, "actions/tools/say.ts": action("text: string") });
  expect(loadedBy(plain)).toEqual(always);
  expect(cacheFiles(plain).size).toBeGreaterThan(0);
  writeFileSync(join(plain, "actions/tools/say.ts"), action('text = "a"'));
  expect(loadedBy(plain)).toEqual(["ajv", "ajv-formats", ...always].sort());
  writeFileSync(join(plain, "actions/tools/say.ts"), action("text: string", " {@pattern ^(?:a|b)+$}"));
  expect(loadedBy(plain)).toEqual([...always, "@microsoft/tsdoc", "redos-detector"].sort());
  expect(loadedBy(plain)).toEqual([]);
}, 120_000);
