import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { readSources } from "../../codegen/read/read-sources.js";
import { ts } from "../../codegen/read/typescript/typescript.js";
import { noopObserver } from "../../codegen/report/observer.js";
import { ProblemList } from "../../codegen/report/problems.js";
import type { JsonObject } from "../../runtime/contract/json.js";
import { projectAt, withLeanProject } from "./compile-project.js";

// Trees and types are most of a run's memory: what is emitted and kept afterwards must not lead to them.

const own = `/** A thing. */
export interface Thing { id: string; made?: Date }
/** Get it. @param id - Which. */
export async function get(id: keyof Thing): Promise<Thing> { throw id; }
`;

it.each([
  ["read from syntax", own],
  [
    "asked of the type checker",
    `${own}/** Guess. */\nexport async function guess() { return { of: (await get("id")).id }; }\n`,
  ],
])("lets go of the trees of files that are %s", async (_, text) => {
  const trees: WeakRef<object>[] = [];
  const create = ts.createSourceFile;
  (ts as unknown as JsonObject & { createSourceFile: unknown }).createSourceFile = (
    ...given: Parameters<typeof create>
  ) => {
    const tree = create(...given);
    if (given[0].includes("/actions/")) trees.push(new WeakRef(tree));
    return tree;
  };
  try {
    const files = {
      "actions/a.ts": text,
      "actions/b.ts": `import type { Thing } from "./a.js";\n${own.replace(/^.*Thing \{.*$/m, "")}`,
    };
    await withLeanProject(files, async (root) => {
      const problems = new ProblemList();
      const settings = { resolver: "light", cache: undefined, observer: noopObserver } as const;
      const read = await readSources(projectAt(root), problems, settings);
      expect(read.sources.actions.length).toBeGreaterThan(1);
      setFlagsFromString("--expose-gc");
      const collect = runInNewContext("gc") as () => void;
      const held = (): number => trees.filter((tree) => tree.deref() !== undefined).length;
      // A weak reference that was made or asked in a turn holds until its end, and what optimized code holds for some turns more.
      for (let left = 20; left > 0; left--) {
        await turn();
        collect();
        await turn();
        if (held() === 0) break;
      }
      expect(held()).toBe(0);
      expect(trees.length).toBeGreaterThan(1);
      expect(read.inputs().files.length).toBeGreaterThan(0);
    });
  } finally {
    (ts as unknown as JsonObject & { createSourceFile: unknown }).createSourceFile = create;
  }
});
