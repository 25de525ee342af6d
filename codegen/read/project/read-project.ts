import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type TypeScript from "typescript";
import type { Project, ProjectOverrides } from "../../model/project.js";
import type { SourceText, Span } from "../../model/source-text.js";
import { startOf } from "../../model/source-text.js";
import type { ProblemList } from "../../report/problems.js";
import { loadTypeScript } from "../typescript/load-typescript.js";

const defaults = { actions: "actions", out: "generated" };
const packageFields = ["devDependencies", "peerDependencies", "optionalDependencies", "dependencies"];

type Loose = Readonly<Record<string, unknown>>;

/** Reads package.json of `cwd` or the nearest folder above it; folders that are wrong fall back to the defaults. */
export function readProject(cwd: string, overrides: ProjectOverrides, problems: ProblemList): Project {
  const root = findRoot(cwd);
  const packageJson = readPackageJson(root, problems);
  const content = parsePackageJson(packageJson, problems);
  const entry = readEntry(packageJson, content, problems);
  const folder = (name: "actions" | "out"): string => {
    const override = overrides[name];
    if (override !== undefined) return below(root, resolve(cwd, override)) ?? complain(override);
    const configured = entry[name];
    if (configured === undefined) return defaults[name];
    return below(root, resolve(root, configured)) ?? complain(configured, locate(packageJson, ["actionary", name]));

    function complain(value: string, at: Span = startOf(packageJson)): string {
      problems.report("ACT602", at, `actionary.${name}`, `names \`${value}\`, which is not a folder below the project`);
      return defaults[name];
    }
  };
  const outside = (actions: string, out: string): string => {
    const clash = clashOf(actions, out);
    if (clash === undefined) return out;
    problems.report("ACT602", locate(packageJson, ["actionary", "out"]), "actionary.out", `names \`${out}\`, ${clash}`);
    return defaults.out;
  };
  const actions = folder("actions");
  return {
    root,
    actions,
    out: outside(actions, folder("out")),
    include: entry.include,
    packages: readPackages(content),
    packageJson,
  };
}

/** Why the two folders cannot be used together. */
function clashOf(actions: string, out: string): string | undefined {
  if (`${out}/`.startsWith(`${actions}/`)) return `which lies in the folder of the actions, \`${actions}\``;
  // Whatever is in there is deleted, unless it was generated.
  if (`${actions}/`.startsWith(`${out}/build/`)) return `whose folder \`build\` holds the actions, \`${actions}\``;
  return undefined;
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

function parsePackageJson(source: SourceText, problems: ProblemList): Loose {
  try {
    const content: unknown = JSON.parse(source.text.replace(/^\uFEFF/, ""));
    if (isObject(content)) return content;
    problems.report("ACT601", startOf(source), "it is not an object");
  } catch (error) {
    const [diagnostic = diagnosticOf(error as Error, source)] =
      (loadTypeScript().parseJsonText(source.file, source.text) as { parseDiagnostics?: readonly Parsed[] })
        .parseDiagnostics ?? [];
    const start = diagnostic.start ?? 0;
    const at = { source, start, end: start + (diagnostic.length ?? 0) };
    problems.report("ACT601", at, messageOf(diagnostic));
  }
  return {};
}

/** What `JSON.parse` says of comments and trailing commas, which TypeScript takes. */
function diagnosticOf(error: Error, { text }: SourceText): Parsed {
  const [, messageText = "it is not JSON", position = "0"] =
    /^(.*?) in JSON at position (\d+)/.exec(error.message) ?? [];
  return { start: Number(position) + (text.startsWith("\uFEFF") ? 1 : 0), length: 0, messageText };
}

interface Parsed {
  readonly start?: number;
  readonly length?: number;
  readonly messageText: unknown;
}

function messageOf(diagnostic: Parsed): string {
  return typeof diagnostic.messageText === "string" ? diagnostic.messageText.replace(/\.$/, "") : "it is not JSON";
}

interface Entry {
  readonly actions?: string;
  readonly out?: string;
  readonly include: readonly string[];
}

function readEntry(source: SourceText, content: Loose, problems: ProblemList): Entry {
  const entry = content.actionary;
  if (entry === undefined) return { include: [] };
  const wrong = (path: readonly string[], reason: string): void =>
    problems.report("ACT602", locate(source, path), path.join("."), reason);
  if (!isObject(entry)) {
    wrong(["actionary"], "is not an object");
    return { include: [] };
  }
  for (const key of Object.keys(entry)) {
    if (!["actions", "out", "include"].includes(key)) wrong(["actionary", key], "is not an option");
  }
  const text = (key: "actions" | "out"): { readonly [K in typeof key]?: string } => {
    const value = entry[key];
    if (typeof value === "string" && value !== "") return { [key]: value };
    if (value !== undefined) wrong(["actionary", key], "is not the path of a folder");
    return {};
  };
  return { ...text("actions"), ...text("out"), include: readInclude(entry.include, wrong) };
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

function readPackages(content: Loose): ReadonlyMap<string, string> {
  const packages = new Map<string, string>();
  for (const field of packageFields) {
    const ranges = content[field];
    if (!isObject(ranges)) continue;
    for (const [name, range] of Object.entries(ranges)) if (typeof range === "string") packages.set(name, range);
  }
  return packages;
}

/** The place of a value in a JSON text; the whole text's start where it is not found. */
function locate(source: SourceText, path: readonly string[]): Span {
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

function below(root: string, folder: string): string | undefined {
  const path = relative(root, folder);
  if (path === "" || path.startsWith("..") || isAbsolute(path)) return undefined;
  return path.split(sep).join("/");
}

function isObject(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
