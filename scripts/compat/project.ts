import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ActionEntry, Manifest } from "../../runtime/contract/manifest.js";
import { type Case, compatFolder } from "./cases.js";

const checkout = join(compatFolder, "../..");

/** Folder of the installed packages and the projects: nothing of them lies among the sources. */
const workFolder = join(checkout, ".cache/compat");

/** Path that actions with `@permission fs:PATH` name; a project has a folder of its own in its place. */
const examplePath = "/tmp/actionary-compat";

/** What codegen made of the cases. */
export interface Generated {
  readonly folder: string;
  readonly entries: ReadonlyMap<Case, ActionEntry>;
  /** First error of each case that codegen refuses. */
  readonly refused: ReadonlyMap<Case, string>;
  readonly seconds: number;
}

/** Installs the packages at the versions of the lockfile, if needed; returns their folder. */
export function installPackages(): string {
  const modules = join(workFolder, "node_modules");
  const mark = join(modules, ".actionary-lock");
  const lock = readFileSync(join(compatFolder, "package-lock.json"), "utf8");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return modules;
  process.stderr.write("Installing the packages of scripts/compat below .cache/compat ...\n");
  mkdirSync(workFolder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(join(compatFolder, file), join(workFolder, file));
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const shell = process.platform === "win32";
  const { status, stderr } = spawnSync("npm", args, { cwd: workFolder, encoding: "utf8", shell });
  if (status !== 0) throw new Error(`npm ci in ${workFolder} ended with ${status}:\n${stderr}`);
  writeFileSync(mark, lock);
  return modules;
}

/** Runs `use` with a folder for a project, below the installed packages so that its actions and servers find them. */
export async function withProject<T>(use: (project: string) => Promise<T>): Promise<T> {
  const project = mkdtempSync(join(workFolder, "project-"));
  const remove = (): void => rmSync(project, { recursive: true, force: true });
  const stop = (): void => process.exit(130);
  process.on("exit", remove);
  process.on("SIGINT", stop);
  try {
    return await use(project);
  } finally {
    process.off("exit", remove);
    process.off("SIGINT", stop);
    remove();
  }
}

/** Generates a project from the cases; those with errors are left out of a second run. */
export function generate(project: string, cases: readonly Case[]): Generated {
  const refused = new Map<Case, string>();
  let seconds = 0;
  for (;;) {
    const left = cases.filter((each) => !refused.has(each));
    const run = runCodegen(project, left);
    seconds += run.seconds;
    const faulty = left.flatMap((each) => {
      const error = run.errors.find(({ file }) => file === `actions/${each.file}`);
      return error ? [[each, `${error.code}: ${error.message}`] as const] : [];
    });
    if (run.ok) return { folder: join(project, "generated"), entries: readEntries(project, left), refused, seconds };
    if (faulty.length === 0) throw new Error(`codegen failed:\n${run.text.slice(-3000)}`);
    for (const [each, error] of faulty) refused.set(each, error);
  }
}

interface CodegenRun {
  readonly ok: boolean;
  readonly errors: readonly { readonly file: string; readonly code: string; readonly message: string }[];
  readonly text: string;
  readonly seconds: number;
}

function runCodegen(project: string, cases: readonly Case[]): CodegenRun {
  rmSync(project, { recursive: true, force: true });
  for (const path of ["package.json", "tsconfig.json", "servers"]) {
    cpSync(join(compatFolder, path), join(project, path), { recursive: true });
  }
  for (const { file } of cases) {
    const text = readFileSync(join(compatFolder, "actions", file), "utf8").replaceAll(
      examplePath,
      join(project, "files"),
    );
    mkdirSync(dirname(join(project, "actions", file)), { recursive: true });
    writeFileSync(join(project, "actions", file), text);
  }
  mkdirSync(join(project, "files/found/deep"), { recursive: true });
  mkdirSync(join(project, "files/written"));
  writeFileSync(join(project, "files/found/a.txt"), "a");
  writeFileSync(join(project, "files/found/deep/b.txt"), "b");
  mkdirSync(join(project, "node_modules"));
  symlinkSync(checkout, join(project, "node_modules/actionary"), "junction");
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(checkout, "dist/cli.js"), "codegen", "--json", "--no-cache"],
    { cwd: project, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const text = `${stdout}\n${stderr}`;
  const { diagnostics = [] } = stdout.startsWith("{") ? JSON.parse(stdout) : {};
  const errors = diagnostics.filter(({ severity }: { severity: string }) => severity === "error");
  return { ok: status === 0, errors, text, seconds: (performance.now() - start) / 1000 };
}

function readEntries(project: string, cases: readonly Case[]): ReadonlyMap<Case, ActionEntry> {
  const { actions }: Manifest = JSON.parse(readFileSync(join(project, "generated/manifest.json"), "utf8"));
  const entries = Object.values(actions);
  return new Map(
    cases.flatMap((each) => {
      const entry = entries.find(({ namespace }) => namespace === each.file.replace(/\.ts$/, "").replaceAll("/", "."));
      return entry ? [[each, entry] as const] : [];
    }),
  );
}
