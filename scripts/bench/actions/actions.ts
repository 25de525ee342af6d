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

/** How what is generated for consumers is measured. */
export interface ActionsOptions {
  /** How many actions there are: one section each. */
  readonly actions: readonly number[];
  readonly rounds: number;
  readonly seed: number;
}

/** A tree of this many files gives 1,500 actions; larger numbers repeat them under other keys. */
const files = 1000;

/** What consumers of `actions.ts` wait for: tsc, completion of a key, hover. */
export async function benchActions({ actions, rounds, seed }: ActionsOptions): Promise<readonly Section[]> {
  return withTemporaryFolder(async (temporary) => {
    const root = join(temporary, "tree");
    writeTree(root, generateTree({ files, seed }), checkout);
    runNode([join(checkout, "dist/cli.js"), "codegen"], { cwd: root, temporary });
    const manifest: Manifest = JSON.parse(readFileSync(join(root, "generated/manifest.json"), "utf8"));
    const sections: Section[] = [];
    for (const size of actions) {
      const consumer = join(temporary, `consumer-${size}`);
      const resized = { ...manifest, actions: resize(manifest.actions, size) };
      const project = consumerFiles(emitActions(resized, "actions"), Object.keys(resized.actions));
      writeTree(consumer, project, checkout);
      const results = await measure(actionsFigures({ root: consumer, temporary, files: project }), rounds);
      const title = `consumers of actions.ts, ${size.toLocaleString("en")} actions, seed ${seed}`;
      sections.push({ title, size, rounds, results });
    }
    return sections;
  });
}

/** As many entries as asked for: the first ones, or each again under another key. */
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
