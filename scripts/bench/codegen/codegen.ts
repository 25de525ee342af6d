import { join } from "node:path";
import { checkout, withTemporaryFolder } from "../harness/checkout.js";
import type { Section } from "../harness/figure.js";
import { measure } from "../harness/measure.js";
import { generateTree } from "../tree/generate-tree.js";
import { writeTree } from "../tree/write-tree.js";
import { codegenFigures } from "./figures.js";

/** Settings of the benchmark of code generation. */
export interface CodegenBenchOptions {
  /** Numbers of files of the trees: one section each. */
  readonly files: readonly number[];
  readonly rounds: number;
  readonly seed: number;
}

/** Measures code generation of whole trees beside its peers: one section a size. */
export async function benchCodegen({ files, rounds, seed }: CodegenBenchOptions): Promise<readonly Section[]> {
  const sections: Section[] = [];
  for (const count of files) {
    const size = Math.round(count * 1.5);
    const results = await withTemporaryFolder(async (temporary) => {
      const root = join(temporary, "tree");
      const tree = generateTree({ files: count, seed });
      writeTree(root, tree, checkout);
      return measure(codegenFigures({ root, temporary, tree }), rounds);
    });
    const title = `codegen, ${count.toLocaleString("en")} files, ${size.toLocaleString("en")} functions, seed ${seed}`;
    const notes = [
      "cold: neither generated files nor the project's .cache; what V8 has compiled of TypeScript stays beside it in node_modules",
    ];
    sections.push({ title, size, rounds, results, notes });
  }
  return sections;
}

/** Returns the time of a function in the largest measured tree, compared with the smallest. */
export function growthOf(sections: readonly Section[]): string | undefined {
  const [small, ...others] = [...sections].sort((a, b) => a.size - b.size);
  const large = others.at(-1);
  if (small === undefined || large === undefined) return undefined;
  const costOf = (section: Section): number => (section.results.find(isCold)?.median.ms ?? Number.NaN) / section.size;
  const ratio = costOf(large) / costOf(small);
  const verdict = ratio <= 1.2 ? "met" : "MISSED";
  return `growth: a function costs ${ratio.toFixed(2)} x as much among ${large.size.toLocaleString("en")} as among ${small.size.toLocaleString("en")}; goal <= 1.2: ${verdict}`;
}

function isCold({ name }: { readonly name: string }): boolean {
  return name === "cold";
}
