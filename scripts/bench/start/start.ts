import { readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkout, peerFile, withTemporaryFolder } from "../harness/checkout.js";
import type { Figure, Goal, Section } from "../harness/figure.js";
import { measure } from "../harness/measure.js";
import { contendersOf, openStable } from "../pool/contenders.js";
import { laneLoad, measureFresh } from "../pool/figures.js";
import { actionsFile, actionsText, type BuiltProject, buildProject } from "../pool/project.js";
import { generateTree } from "../tree/generate-tree.js";
import { writeTree } from "../tree/write-tree.js";
import { pools, programs } from "./programs.js";
import { type Clock, timeProgram } from "./time-program.js";

/** Settings of the benchmark of starting. */
export interface StartBenchOptions {
  readonly rounds: number;
  readonly seed: number;
}

/** Files of the tree, which gives 986 actions: with those of the pool's project, 1,000. */
const files = 657;

/** Measures the time of a service to its first result, with 1,000 actions known. */
export async function benchStart({ rounds, seed }: StartBenchOptions): Promise<readonly Section[]> {
  return withTemporaryFolder(async (temporary) => {
    const root = join(temporary, "project");
    writeTree(root, new Map([...generateTree({ files, seed }), [actionsFile, actionsText], ...programs]), checkout);
    for (const name of ["ajv", "ajv-formats"]) {
      symlinkSync(join(checkout, "node_modules", name), join(root, "node_modules", name));
    }
    for (const name of pools) {
      symlinkSync(dirname(peerFile(`${name}/package.json`)), join(root, "node_modules", name));
    }
    const project = buildProject(root);
    const known = Object.keys(
      JSON.parse(readFileSync(join(project.generated, "manifest.json"), "utf8")).actions,
    ).length;
    if (known !== 1000) throw new Error(`the project has ${known} actions instead of 1,000`);
    const results = await measure([...startFigures(root), ...laneMemoryFigures(project)], rounds);
    return [{ title: `start, 1,000 actions known, seed ${seed}`, size: 1000, rounds, results }];
  });
}

function startFigures(root: string): readonly Figure[] {
  const figure = (name: string, role: Figure["role"], args: readonly string[], clock: Clock, goal?: Goal): Figure => ({
    name,
    role,
    goals: goal ? [goal] : [],
    run: () => timeProgram(args, { cwd: root, clock }),
  });
  const [node, empty] = ["node -e 0", "node of an empty module"];
  return [
    figure(node, "limit", ["-e", "0"], "until its end"),
    figure(empty, "limit", ["empty.mjs"], "until its end"),
    figure("import of actionary/runtime", "ours", ["import-runtime.mjs"], "until its end", {
      kind: "over",
      metric: "ms",
      more: 15,
      of: empty,
    }),
    ...pools.map((name) => figure(`import of ${name}`, "peer", [`import-${name}.mjs`], "until its end")),
    figure("first result, in a lane", "ours", ["first-result.mjs"], "until its first line", {
      kind: "ratio",
      metric: "ms",
      factor: 3,
      of: node,
    }),
    figure("Ajv compiles all validators", "peer", ["ajv-all.mjs"], "its own"),
    figure("Ajv compiles one validator", "peer", ["ajv-one.mjs"], "its own"),
    figure("validator of one action", "ours", ["validator.mjs"], "its own", {
      kind: "at most",
      metric: "ms",
      limit: 3,
    }),
  ];
}

function laneMemoryFigures(project: BuiltProject): readonly Figure[] {
  const stable = openStable(contendersOf(project));
  const memory = (name: string, role: Figure["role"], of: string, goals: readonly Goal[]): Figure => ({
    name,
    role,
    goals,
    run: () => measureFresh(stable, of, laneLoad),
  });
  return [
    memory("a bare worker", "limit", "raw loop", []),
    memory("a lane", "ours", "lanes", [{ kind: "ratio", metric: "megabytes", factor: 2, of: "a bare worker" }]),
  ];
}
