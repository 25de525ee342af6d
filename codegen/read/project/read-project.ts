import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type TypeScript from "typescript";
import { isJsonObject, type JsonObject } from "../../../runtime/contract/json.js";
import type { Project, ProjectOverrides } from "../../model/project.js";
import { type SourceText, type Span, startOf } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { loadTypeScript } from "../typescript/load-typescript.js";
import { findWorkspace } from "./workspace.js";

const defaults = { actions: "actions", out: "generated" };
const packageFields = ["devDependencies", "peerDependencies", "optionalDependencies", "dependencies"];

/**
 * Reads package.json of `cwd` or the nearest folder above it; of the folder nearest to the actions, where `overrides` name
 * another. Folders that are wrong fall back to the defaults.
 */
export function readProject(cwd: string, overrides: ProjectOverrides, problems: ProblemList): Project {
  const root = rootOf(cwd, overrides);
  const packageJson = readPackageJson(root, problems);
  const content = parsePackageJson(packageJson, problems);
  const entry = readEntry(packageJson, content, problems);
  const folder = (name: "actions" | "out"): string => {
    const override = overrides[name];
    const value = override ?? entry[name];
    if (value === undefined) return defaults[name];
    const path = pathBelow(root, resolve(override === undefined ? root : cwd, value));
    if (path !== undefined) return path;
    const at = override === undefined ? spanOfValue(packageJson, ["actionary", name]) : startOf(packageJson);
    problems.report("ACT602", at, `actionary.${name}`, `names \`${value}\`, which is not a folder below the project`);
    return defaults[name];
  };
  const outside = (actions: string, out: string): string => {
    const clash = clashOf(actions, out);
    if (clash === undefined) return out;
    problems.report(
      "ACT602",
      spanOfValue(packageJson, ["actionary", "out"]),
      "actionary.out",
      `names \`${out}\`, ${clash}`,
    );
    return defaults.out;
  };
  const actions = folder("actions");
  const archives = findArchives(root);
  if (archives !== undefined) problems.report("ACT620", startOf(packageJson), archives);
  return {
    root,
    actions,
    out: outside(actions, folder("out")),
    include: entry.include,
    strict: overrides.strict ?? entry.strict,
    packages: new Map([...declaredPackages(content), ...packagesAround(root, actions)]),
    packageJson,
    workspace: findWorkspace(root),
  };
}

/** Returns the reason why the two folders cannot be used together. */
function clashOf(actions: string, out: string): string | undefined {
  if (`${out}/`.startsWith(`${actions}/`)) return `which lies in the folder of the actions, \`${actions}\``;
  // Everything in there that was not generated is deleted.
  if (`${actions}/`.startsWith(`${out}/build/`)) return `whose folder \`build\` holds the actions, \`${actions}\``;
  return undefined;
}

/** Returns the project's folder: in a monorepo that of the package which holds the actions. */
function rootOf(cwd: string, { actions }: ProjectOverrides): string {
  const root = findRoot(cwd);
  const folder = actions === undefined ? undefined : resolve(cwd, actions);
  return folder === undefined || pathBelow(root, folder) === undefined ? root : findRoot(dirname(folder));
}

/** Returns the packages that a package.json between the root and the actions declares. */
function packagesAround(root: string, actions: string): ReadonlyMap<string, string> {
  const folder = findRoot(dirname(join(root, actions)));
  if (folder === root || pathBelow(root, folder) === undefined) return new Map();
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return isJsonObject(content) ? declaredPackages(content) : new Map();
  } catch {
    return new Map();
  }
}

/** Returns the file by which Yarn finds packages without `node_modules`; undefined where packages lie in folders. */
function findArchives(root: string): string | undefined {
  let found: string | undefined;
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) return undefined;
    if (found === undefined && existsSync(join(folder, ".pnp.cjs"))) found = relative(root, join(folder, ".pnp.cjs"));
    if (dirname(folder) === folder) return found?.replaceAll("\\", "/");
  }
}

function findRoot(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) return resolve(cwd);
  }
}

function readPackageJson(root: string, problems: ProblemList): SourceText {
  const source = { file: "package.json", text: "{}" };
  try {
    return { ...source, text: readFileSync(join(root, "package.json"), "utf8") };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      problems.report("ACT601", startOf(source), (error as Error).message);
    }
    return source;
  }
}

function parsePackageJson(source: SourceText, problems: ProblemList): JsonObject {
  try {
    const content: unknown = JSON.parse(source.text.replace(/^\uFEFF/, ""));
    if (isJsonObject(content)) return content;
    problems.report("ACT601", startOf(source), "it is not an object");
  } catch (error) {
    const [diagnostic = diagnosticOf(error as Error, source)] =
      (loadTypeScript().parseJsonText(source.file, source.text) as { parseDiagnostics?: readonly JsonDiagnostic[] })
        .parseDiagnostics ?? [];
    const start = diagnostic.start ?? 0;
    const at = { source, start, end: start + (diagnostic.length ?? 0) };
    problems.report("ACT601", at, messageOf(diagnostic));
  }
  return {};
}

/** Reads the message of `JSON.parse` about comments and trailing commas, which TypeScript accepts. */
function diagnosticOf(error: Error, { text }: SourceText): JsonDiagnostic {
  const [, messageText = "it is not JSON", position = "0"] =
    /^(.*?) in JSON at position (\d+)/.exec(error.message) ?? [];
  return { start: Number(position) + (text.startsWith("\uFEFF") ? 1 : 0), length: 0, messageText };
}

/** A message about a JSON text, as TypeScript gives it. */
interface JsonDiagnostic {
  readonly start?: number;
  readonly length?: number;
  readonly messageText: unknown;
}

function messageOf(diagnostic: JsonDiagnostic): string {
  return typeof diagnostic.messageText === "string" ? diagnostic.messageText.replace(/\.$/, "") : "it is not JSON";
}

/** The entry `actionary` of package.json. */
interface ProjectEntry {
  readonly actions?: string;
  readonly out?: string;
  readonly include: readonly string[];
  readonly strict: boolean;
}

function readEntry(source: SourceText, content: JsonObject, problems: ProblemList): ProjectEntry {
  const entry = content.actionary;
  if (entry === undefined) return { include: [], strict: false };
  const wrong = (path: readonly string[], reason: string): void =>
    problems.report("ACT602", spanOfValue(source, path), path.join("."), reason);
  if (!isJsonObject(entry)) {
    wrong(["actionary"], "is not an object");
    return { include: [], strict: false };
  }
  for (const key of Object.keys(entry)) {
    if (!["actions", "out", "include", "strict"].includes(key)) wrong(["actionary", key], "is not an option");
  }
  const text = (key: "actions" | "out"): { readonly [K in typeof key]?: string } => {
    const value = entry[key];
    if (typeof value === "string" && value !== "") return { [key]: value };
    if (value !== undefined) wrong(["actionary", key], "is not the path of a folder");
    return {};
  };
  const { strict = false } = entry;
  if (typeof strict !== "boolean") wrong(["actionary", "strict"], "is not true or false");
  return {
    ...text("actions"),
    ...text("out"),
    include: readInclude(entry.include, wrong),
    strict: strict === true,
  };
}

function readInclude(value: unknown, wrong: (path: readonly string[], reason: string) => void): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    if (value.length > 0) wrong(["actionary", "include"], "names packages, which this version cannot include yet");
    return value;
  }
  wrong(["actionary", "include"], "is not a list of package names");
  return [];
}

/** Returns the packages that a package.json declares, of every kind of dependency, and their ranges. */
export function declaredPackages(content: JsonObject): ReadonlyMap<string, string> {
  const packages = new Map<string, string>();
  for (const field of packageFields) {
    const ranges = content[field];
    if (!isJsonObject(ranges)) continue;
    for (const [name, range] of Object.entries(ranges)) if (typeof range === "string") packages.set(name, range);
  }
  return packages;
}

/** Returns the span of a value in a JSON text; the start of the text where it is not found. */
function spanOfValue(source: SourceText, path: readonly string[]): Span {
  const ts = loadTypeScript();
  const file = ts.parseJsonText(source.file, source.text);
  let node = file.statements[0]?.expression as TypeScript.Node | undefined;
  for (const key of path) {
    if (!node || !ts.isObjectLiteralExpression(node)) return startOf(source);
    const property = node.properties.find(
      (member) => member.name && ts.isStringLiteral(member.name) && member.name.text === key,
    );
    node = property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  }
  return node ? { source, start: node.getStart(file), end: node.getEnd() } : startOf(source);
}

/** Returns the path of a folder from the root, with `/`; undefined where it is not below the root. */
function pathBelow(root: string, folder: string): string | undefined {
  const path = relative(root, folder);
  if (path === "" || path.startsWith("..") || isAbsolute(path)) return undefined;
  return path.split(sep).join("/");
}
