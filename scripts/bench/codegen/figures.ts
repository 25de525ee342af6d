import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkout, peerFile } from "../harness/checkout.js";
import type { Figure, Sample } from "../harness/figure.js";
import { runNode } from "../harness/run-node.js";
import { sharedFile } from "../tree/generate-tree.js";
import { addProperty, type BenchProject, ownFile } from "./edits.js";
import { goalsOf, largeTree, limits, type OwnFigure, smallTree } from "./goals.js";
import { startWatchProcess } from "./watch-process.js";

const typescript = join(checkout, "node_modules/typescript/bin/tsc");
const cli = join(checkout, "dist/cli.js");

/** Runs a program of Node in the project. */
type RunNode = (...args: readonly string[]) => Sample;

/**
 * Returns the figures of code generation in a tree of that many files, in the order of a round: `nothing changed` finds the
 * files that `cold` wrote, and the edits follow one another.
 */
export function codegenFigures(project: BenchProject, files: number): readonly Figure[] {
  const { root, temporary } = project;
  const node: RunNode = (...args) => runNode(args, { cwd: root, temporary });
  return [...limitFigures(node), ...peerFigures(project, node, files), ...ownFigures(project, node, files)];
}

function limitFigures(node: RunNode): readonly Figure[] {
  const limit = (name: string, ...args: readonly string[]): Figure => ({
    name,
    role: "limit",
    goals: [],
    run: () => node(...args),
  });
  return [
    limit(limits.node, "-e", "0"),
    limit(limits.typescript, peer("load-typescript")),
    limit("load, read, parse, bind", peer("bare-typescript")),
  ];
}

/** Other compilers; generators of schemas take minutes in the largest trees, and in the smallest nothing is compared with them. */
function peerFigures({ temporary }: BenchProject, node: RunNode, files: number): readonly Figure[] {
  const figure = (name: string, args: () => readonly string[]): Figure => ({
    name,
    role: "peer",
    goals: [],
    run: () => node(...args()),
  });
  const compiler = figure(limits.tsc, () => [typescript, "--noEmit", "-p", "."]);
  if (files <= smallTree || files > largeTree) return [compiler];
  return [
    compiler,
    figure(limits.schemas, () => [peer("ts-json-schema-generator"), join(temporary, "schemas")]),
    figure("typescript-json-schema", () => typescriptJsonSchema(temporary)),
  ];
}

function ownFigures(project: BenchProject, node: RunNode, files: number): readonly Figure[] {
  const { root } = project;
  const goals = goalsOf(files);
  const codegen = (): Sample => node(cli, "codegen");
  const own = (name: OwnFigure, run: Figure["run"]): Figure => ({ name, role: "ours", goals: goals[name] ?? [], run });
  const afterChange = (path: string) => (): Sample => {
    addProperty(project, path);
    return codegen();
  };
  return [
    {
      name: "cold, committed",
      role: "ours",
      // As after the checkout of a clone: the committed files, and neither build nor cache.
      goals: [],
      run: () => {
        codegen();
        for (const folder of ["generated/build", ".cache"])
          rmSync(join(root, folder), { recursive: true, force: true });
        return node(cli, "codegen", "--check");
      },
    },
    own("cold", () => {
      for (const folder of ["generated", ".cache"]) rmSync(join(root, folder), { recursive: true, force: true });
      return codegen();
    }),
    own("nothing changed", codegen),
    own("one file changed", afterChange(ownFile(project))),
    own("shared type file changed", afterChange(sharedFile)),
    own("watch, one file saved", () => watchedSave(project)),
  ];
}

/** Median of some saves while one process watches; the first still compiles code that later ones use. */
async function watchedSave(project: BenchProject): Promise<Sample> {
  const watcher = await startWatchProcess(cli, project.root);
  const save = (): Promise<Sample> => watcher.time(() => addProperty(project, ownFile(project)));
  try {
    await save();
    const times = [];
    for (let count = 0; count < 5; count++) times.push((await save()).ms ?? Number.NaN);
    const [, , median] = times.sort((a, b) => a - b);
    return { ms: median ?? Number.NaN };
  } finally {
    await watcher.close();
  }
}

function peer(name: string): string {
  return fileURLToPath(new URL(`../peers/${name}.mjs`, import.meta.url));
}

/** Its command line over all types. Of equal names it keeps one, because with `--uniqueNames` it throws on an inline mapped type. */
function typescriptJsonSchema(temporary: string): readonly string[] {
  const program = peerFile("typescript-json-schema/bin/typescript-json-schema");
  const flags = ["--required", "--noExtraProps", "--ignoreErrors"];
  return [program, "tsconfig.json", "*", ...flags, "--out", join(temporary, "schema.json")];
}
