import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emitActions } from "../../../codegen/emit/emit-actions.js";
import type { ActionEntry, Manifest } from "../../../runtime/contract/manifest.js";
import { checkout, withTemporaryFolder } from "../harness/checkout.js";
import type { Section } from "../harness/figure.js";
import { measure } from "../harness/measure.js";
import { runNode } from "../harness/run-node.js";
import { generateTree } from "../tree/generate-tree.js";
import { writeTree } from "../tree/write-tree.js";
import { consumerFiles } from "./consumer.js";
import { actionsFigures } from "./figures.js";

/** Settings of the benchmark of generated types. */
export interface ActionsBenchOptions {
  /** Numbers of actions: one section each. */
  readonly actions: readonly number[];
  readonly rounds: number;
  readonly seed: number;
}

/** Files of the tree, which gives 1,500 actions; larger numbers repeat these under other keys. */
const files = 1000;

/** Measures what consumers of `actions.ts` wait for: tsc, completion of a key, hover. */
export async function benchActions({ actions, rounds, seed }: ActionsBenchOptions): Promise<readonly Section[]> {
  return withTemporaryFolder(async (temporary) => {
    const root = join(temporary, "tree");
    writeTree(root, generateTree({ files, seed }), checkout);
    runNode([join(checkout, "dist/cli.js"), "codegen"], { cwd: root, temporary });
    const manifest: Manifest = JSON.parse(readFileSync(join(root, "generated/manifest.json"), "utf8"));
    const sections: Section[] = [];
    for (const size of actions) {
      const consumer = join(temporary, `consumer-${size}`);
      const resized = { ...manifest, actions: resize(manifest.actions, size) };
      const project = consumerFiles(
        String(emitActions(Object.values(resized.actions), { actions: "actions", out: "generated" }).content),
        Object.keys(resized.actions),
      );
      writeTree(consumer, project, checkout);
      const results = await measure(actionsFigures({ root: consumer, temporary, files: project }), rounds);
      const title = `consumers of actions.ts, ${size.toLocaleString("en")} actions, seed ${seed}`;
      sections.push({ title, size, rounds, results });
    }
    return sections;
  });
}

/** Returns that many entries: the first ones, or all of them repeated under other keys. */
function resize(entries: Manifest["actions"], size: number): Manifest["actions"] {
  const all = Object.values(entries);
  const resized = Array.from({ length: size }, (_, index): readonly [string, ActionEntry][] => {
    const entry = all[index % all.length];
    const copy = Math.floor(index / all.length);
    if (entry === undefined) return [];
    const key = copy === 0 ? entry.key : `${entry.key}_${copy + 1}`;
    return [[key, { ...entry, key }]];
  });
  return Object.fromEntries(resized.flat());
}
