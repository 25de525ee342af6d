import { join } from "node:path";
import { checkout, peerFile, withTemporaryFolder } from "../harness/checkout.js";
import type { Figure, Section } from "../harness/figure.js";
import { measure } from "../harness/measure.js";
import { projectFiles } from "../tree/generate-tree.js";
import { writeTree } from "../tree/write-tree.js";
import { contendersOf, openStable, processLanesOf } from "./contenders.js";
import { besideFigures, laneFigures, memoryFigures, resultFigures, throughputFigures, waitFigures } from "./figures.js";
import { actionsFile, actionsText, buildProject, loopFile, loopText } from "./project.js";

/** Settings of the benchmark of the pool. */
export interface PoolBenchOptions {
  readonly rounds: number;
}

/** Measures calls in lanes beside calls in other pools: one section a load. */
export async function benchPool({ rounds }: PoolBenchOptions): Promise<readonly Section[]> {
  peerFile("piscina/package.json");
  return withTemporaryFolder(async (temporary) => {
    const root = join(temporary, "project");
    writeTree(root, new Map([...projectFiles(), [actionsFile, actionsText], [loopFile, loopText]]), checkout);
    const project = buildProject(root);
    const { processLanes, notes } = await processLanesOf(project);
    const stable = openStable(contendersOf(project));
    const parts = { stable, processLanes };
    const section = async (title: string, size: number, figures: readonly Figure[]): Promise<Section> => {
      return { title: `pool, 2 lanes, ${title}`, size, rounds, results: await measure(figures, rounds) };
    };
    try {
      return [
        { ...(await section("1 call in flight", 1, throughputFigures(parts, 1))), notes },
        await section("100 calls in flight", 100, throughputFigures(parts, 100)),
        await section("1,000 calls in flight", 1000, throughputFigures(parts, 1000)),
        await section("1,000 calls of 100 ms at once", 1000, waitFigures(parts)),
        await section("4 of them, 50 waits of 100 ms a second", 5, besideFigures(parts)),
        await section("a result of 1 MB", 1, resultFigures(parts, 1000)),
        await section("a result of 50 MB", 1, resultFigures(parts, 50_000)),
        await section("starting lanes", 1, laneFigures(parts)),
        await section("memory", 1, memoryFigures(parts)),
      ];
    } finally {
      stable.close();
    }
  });
}
