import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CompileOptions, compile } from "../../codegen/compile.js";
import type { Generation } from "../../codegen/model/artifacts.js";
import type { ActionModel } from "../../codegen/model/models.js";
import type { Project } from "../../codegen/model/project.js";
import { type Problem, ProblemList } from "../../codegen/report/problems.js";
import type { Manifest } from "../../runtime/contract/manifest.js";

/** The texts of a project's files, by their path below its root. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What became of a sample project. */
export interface Compiled {
  readonly problems: readonly Problem[];
  /** `CODE: the part of the source that the problem underlines`, in order. */
  readonly marks: readonly string[];
  readonly actions: ReadonlyMap<string, ActionModel>;
  readonly generation: Generation | undefined;
  /** The committed files, by path; empty where problems stopped the generation. */
  readonly committed: ReadonlyMap<string, string>;
}

/** What spares TypeScript the types of browsers and of Node, which take twice as long to read as all else of a small project. */
export const leanOptions = '{ "compilerOptions": { "module": "nodenext", "lib": ["es2023"], "types": [] } }\n';

const packageRoot = fileURLToPath(new URL("../..", import.meta.url));

/** A temporary folder with these files, in which `actionary` can be imported. Whoever makes it removes it. */
export function makeProject(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "actionary-"));
  mkdirSync(join(root, "node_modules"));
  symlinkSync(packageRoot, join(root, "node_modules/actionary"));
  symlinkSync(join(packageRoot, "node_modules/@types"), join(root, "node_modules/@types"));
  for (const [path, content] of Object.entries({ "tsconfig.json": leanOptions, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** The project at `root`, with the default folders and no package.json. */
export function projectAt(root: string, packages: ReadonlyMap<string, string> = new Map()): Project {
  const packageJson = { file: "package.json", text: "{}" };
  return { root, actions: "actions", out: "generated", include: [], packages, packageJson };
}

/** Compiles a project of these files; paths are below `actions/`. */
export async function compileFiles(files: Files, options?: CompileOptions): Promise<Compiled> {
  const below = Object.entries(files).map(([path, content]) => [`actions/${path}`, content]);
  const root = makeProject(Object.fromEntries(below) as Files);
  try {
    return await compileAt(root, options);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Compiles the project at `root`. */
export async function compileAt(root: string, options?: CompileOptions): Promise<Compiled> {
  const list = new ProblemList();
  const { actions, generation } = await compile(projectAt(root), list, options);
  const problems = list.sorted();
  return {
    problems,
    marks: problems.map(({ code, at }) => `${code}: ${at.source.text.slice(at.start, at.end)}`),
    actions: new Map(actions.map((action) => [action.key, action])),
    generation,
    committed: new Map(generation?.committed.map((file) => [file.path, String(file.content)])),
  };
}

/** The manifest of a project that compiled. */
export function manifestOf({ committed, problems }: Compiled): Manifest {
  const text = committed.get("manifest.json");
  if (text === undefined) throw new Error(`nothing was generated: ${problems.map((each) => each.message).join(" ")}`);
  return JSON.parse(text) as Manifest;
}

/** The messages of the problems that stop the generation. */
export function errorsOf({ problems }: Compiled): readonly string[] {
  return problems.filter((each) => each.severity === "error").map((each) => `${each.code}: ${each.message}`);
}
