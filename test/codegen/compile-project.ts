import { type CompileOptions, compile } from "../../codegen/compile.js";
import type { Generation } from "../../codegen/model/artifacts.js";
import type { ActionModel } from "../../codegen/model/models.js";
import type { Project } from "../../codegen/model/project.js";
import { type Problem, ProblemList } from "../../codegen/report/problems.js";
import type { Manifest } from "../../runtime/contract/manifest.js";
import type { AtEnd } from "../project/at-end.js";
import { type Files, leanOptions, makeProject } from "../project/make-project.js";

/** Outcome of compiling a project. */
export interface Compiled {
  readonly problems: readonly Problem[];
  /** `CODE: the part of the source that the problem underlines`, in order. */
  readonly marks: readonly string[];
  readonly actions: ReadonlyMap<string, ActionModel>;
  readonly generation: Generation | undefined;
  /** The committed files, by path; empty where problems stopped the generation. */
  readonly committed: ReadonlyMap<string, string>;
}

/** Makes a project with `leanOptions`, unless the files hold a tsconfig.json of their own. */
export function makeLeanProject(files: Files, atEnd?: AtEnd): string {
  return makeProject({ "tsconfig.json": leanOptions, ...files }, atEnd);
}

/** Makes such a project, and removes it when it has been used. */
export async function withLeanProject<T>(files: Files, use: (root: string) => Promise<T>): Promise<T> {
  let remove = (): unknown => undefined;
  const root = makeLeanProject(files, (end) => {
    remove = end;
  });
  try {
    return await use(root);
  } finally {
    remove();
  }
}

/** Describes the project at `root`, with the default folders and an empty package.json. */
export function projectAt(root: string, packages: ReadonlyMap<string, string> = new Map()): Project {
  const packageJson = { file: "package.json", text: "{}" };
  return { root, actions: "actions", out: "generated", include: [], packages, packageJson };
}

/** Compiles a project of these files; paths are below `actions/`. */
export async function compileFiles(files: Files, options?: CompileOptions): Promise<Compiled> {
  const below = Object.entries(files).map(([path, content]) => [`actions/${path}`, content]);
  return withLeanProject(Object.fromEntries(below) as Files, (root) => compileAt(root, options));
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

/** Reads the manifest of a project that compiled. */
export function manifestOf({ committed, problems }: Compiled): Manifest {
  const text = committed.get("manifest.json");
  if (text === undefined) throw new Error(`nothing was generated: ${problems.map((each) => each.message).join(" ")}`);
  return JSON.parse(text) as Manifest;
}

/** Returns the problems that stop the generation, each as its code and message. */
export function errorsOf({ problems }: Compiled): readonly string[] {
  return problems.filter((each) => each.severity === "error").map((each) => `${each.code}: ${each.message}`);
}
