import { join } from "node:path";
import { checkout, withTemporaryFolder } from "../harness/checkout.js";
import type { Growth, Section } from "../harness/figure.js";
import { measure } from "../harness/measure.js";
import { generateTree } from "../tree/generate-tree.js";
import { type TreeKind, treeKinds } from "../tree/tree-kind.js";
import { writeTree } from "../tree/write-tree.js";
import { codegenFigures } from "./figures.js";
import { growthLimits } from "./goals.js";

/** Settings of the benchmark of code generation. */
export interface CodegenBenchOptions {
  /** Numbers of files of the trees. */
  readonly files: readonly number[];
  readonly rounds: number;
  readonly seed: number;
}

/** Figures of one tree. */
export interface TreeSection extends Section {
  readonly kind: TreeKind;
  readonly files: number;
}

/** Words for the trees in titles. */
const kindTexts: Readonly<Record<TreeKind, string>> = {
  warning: "a warning in a shared type file",
  inferred: "inferred results",
};

/** Measures code generation of whole trees beside its peers: one section for each kind of tree and size. */
export async function benchCodegen({ files, rounds, seed }: CodegenBenchOptions): Promise<readonly TreeSection[]> {
  const sections: TreeSection[] = [];
  for (const count of files) {
    for (const kind of treeKinds) {
      const results = await withTemporaryFolder(async (temporary) => {
        const root = join(temporary, "tree");
        const tree = generateTree({ files: count, seed, kind });
        writeTree(root, tree, checkout);
        return measure(codegenFigures({ root, temporary, tree }, count), rounds);
      });
      const size = Math.round(count * 1.5);
      const title = `codegen, ${count.toLocaleString("en")} files, ${size.toLocaleString("en")} functions, ${kindTexts[kind]}, seed ${seed}`;
      const notes = [
        "cpu: processor time of the process, and of its child processes where the system tells it; MB: peak of the process",
        "cold: neither generated files nor the project's .cache; what V8 has compiled of codegen stays beside TypeScript in node_modules",
      ];
      sections.push({ title, size, rounds, results, notes, kind, files: count });
    }
  }
  return sections;
}

/** Returns how costs grow from the trees of 1,000 files, or the next smaller size that was measured, to larger ones. */
export function growthOf(sections: readonly TreeSection[]): readonly Growth[] {
  return sections.flatMap((large) => {
    const smaller = sections.filter(({ kind, files }) => kind === large.kind && files >= 1000 && files < large.files);
    const [small] = [...smaller].sort((a, b) => a.files - b.files);
    return small === undefined ? [] : growthBetween(small, large);
  });
}

function growthBetween(small: TreeSection, large: TreeSection): readonly Growth[] {
  const cost = (section: TreeSection, name: string): number =>
    section.results.find((each) => each.name === name)?.median.cpuMs ?? Number.NaN;
  const growth = (name: keyof typeof growthLimits, what: string, scale: number): Growth => {
    const ratio = (cost(large, name) / cost(small, name)) * scale;
    const text = `${what}, compared with ${small.files.toLocaleString("en")} files`;
    return { title: large.title, text, ratio, limit: growthLimits[name], met: ratio <= growthLimits[name] };
  };
  return [
    growth("cold", "cpu of cold a file", small.files / large.files),
    growth("one file changed", "cpu of one file changed", 1),
  ];
}
