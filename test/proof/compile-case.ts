import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../../codegen/compile.js";
import { ProblemList } from "../../codegen/report/problems.js";
import type { Manifest } from "../../runtime/contract/manifest.js";
import { root } from "../project/make-project.js";

/** Folder of all cases. */
export const casesFolder: string = join(root, "test/cases");

/** Output of a project that has no errors. */
export interface Compiled {
  readonly manifest: Manifest;
  /** `actions.ts`. */
  readonly types: string;
}

/** Compiles the actions below `folder/actions`, and writes nothing. */
export async function compileFolder(folder: string): Promise<Compiled | undefined> {
  const packageJson = { file: "package.json", text: "{}" };
  const project = { root: folder, actions: "actions", out: "generated", include: [], packages: new Map(), packageJson };
  const { generation } = await compile(project, new ProblemList());
  if (generation === undefined) return undefined;
  const text = (path: string): string => String(generation.committed.find((file) => file.path === path)?.content ?? "");
  return { manifest: JSON.parse(text("manifest.json")), types: text("actions.ts") };
}

/** Compiles every case that has no errors, by name, once for all tests that a worker runs. */
export function acceptingCases(): Promise<ReadonlyMap<string, Compiled>> {
  accepting ??= compileCases();
  return accepting;
}

let accepting: Promise<ReadonlyMap<string, Compiled>> | undefined;

async function compileCases(): Promise<ReadonlyMap<string, Compiled>> {
  const compiled = new Map<string, Compiled>();
  for (const name of readdirSync(casesFolder, { withFileTypes: true })) {
    const outcome = name.isDirectory() ? await compileFolder(join(casesFolder, name.name)) : undefined;
    if (outcome) compiled.set(name.name, outcome);
  }
  return compiled;
}

/** Copies the actions of a case to a folder below `target/actions`. */
export function copyCase(name: string, target: string, below: string): void {
  mkdirSync(join(target, "actions"), { recursive: true });
  cpSync(join(casesFolder, name, "actions"), join(target, "actions", below), { recursive: true });
}

/** Copies a case whole, with its tsconfig.json and all that lies beside its actions. */
export function copyWholeCase(name: string, target: string): void {
  cpSync(join(casesFolder, name), target, { recursive: true });
}

/** Tells if a case is compiled by options of its own. */
export function hasOwnOptions(name: string): boolean {
  return existsSync(join(casesFolder, name, "tsconfig.json"));
}
