import { printPack } from "../../../codegen/emit/validators/print-pack.js";
import type { Json, JsonObject } from "../../../runtime/contract/json.js";
import { type PackModule, validatorIn } from "../../../runtime/values/validator.js";
import type { Figure, Growth, Section } from "../harness/figure.js";
import { measure } from "../harness/measure.js";

/** Levels of the values; the last is far beyond what any stack of calls would hold for such tests. */
const depths = [10, 100, 500, 1_000, 2_000] as const;

/** Levels that are judged for a sample, in values of each depth, and how much more a level may take in the deepest of them. */
const levelsPerSample = 20_000;
const maxGrowth = 2;

const node: JsonObject = { $ref: "#/definitions/node" };
const child = (inner: Json): Json => ({ child: inner });
const args = (inner: Json): Json => ({ op: "not", args: [inner] });

/** Recursive types, each with the leaf of a right value, that of a wrong one, and what lies around it. */
const types = [
  {
    name: "union",
    node: {
      anyOf: [member({ child: node, a: { type: "string" } }, []), member({ child: node, b: { type: "number" } }, [])],
    },
    leaves: { right: { b: 5 }, wrong: { a: 5, b: "x" } },
    wrap: child,
    levels: 1,
  },
  {
    name: "discriminated union",
    node: {
      oneOf: ["and", "or", "not"].map((op) =>
        member({ op: { type: "string", const: op }, args: { type: "array", items: node } }, ["op", "args"]),
      ),
    },
    leaves: { right: { op: "or", args: [] }, wrong: { op: "xx", args: [] } },
    wrap: args,
    levels: 2,
  },
] as const;

/** Measures how the processor time of judging grows with the depth of values of recursive unions; a refused value is also explained. */
export async function benchDepth(rounds: number): Promise<readonly Section[]> {
  const { code, roots } = printPack(
    types.map(({ node: definition }) => ({ ...node, definitions: { node: definition } })),
  );
  const pack = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as PackModule;
  const sections: Section[] = [];
  for (const depth of depths) {
    const repeats = levelsPerSample / depth;
    const figures = types.flatMap(({ name, leaves, wrap, levels }, index): readonly Figure[] => {
      const validator = validatorIn(pack, roots[index] as number);
      return (["right", "wrong"] as const).map((kind) => {
        const value = nested(leaves[kind], depth / levels, wrap);
        const judge = (): boolean => validator.refuse(value)?.explain(0) === undefined;
        return {
          name: `${name}, ${kind}`,
          role: "ours",
          goals: [],
          run: () => ({ cpuMs: cpuTimeOf(judge, { repeats, kind }) }),
        };
      });
    });
    const title = `validators, ${depth.toLocaleString("en")} levels deep, ${repeats.toLocaleString("en")} times`;
    sections.push({ title, size: depth, rounds, results: await measure(figures, rounds) });
  }
  return sections;
}

/**
 * Returns how much more a level takes in the deepest values than in those of 500 levels. Each sample has as many levels. Below
 * `maxTestDepth` nothing is judged by itself, and a level takes less.
 */
export function growthOfDepth(sections: readonly Section[]): readonly Growth[] {
  const shallow = sections.find(({ size }) => size === 500);
  const deepest = sections.at(-1);
  if (!shallow || !deepest) return [];
  return deepest.results.flatMap(({ name, median }) => {
    const before = shallow.results.find((each) => each.name === name)?.median.cpuMs;
    if (before === undefined || median.cpuMs === undefined) return [];
    const ratio = median.cpuMs / before;
    const text = `${name}: a level, beside that of 500 levels`;
    return [{ title: deepest.title, text, ratio, limit: maxGrowth, met: ratio <= maxGrowth }];
  });
}

function cpuTimeOf(
  judge: () => boolean,
  { repeats, kind }: { readonly repeats: number; readonly kind: "right" | "wrong" },
): number {
  const start = process.cpuUsage();
  for (let count = 0; count < repeats; count++)
    if (judge() !== (kind === "right")) throw new Error("a value is misjudged");
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function nested(leaf: Json, depth: number, wrap: (inner: Json) => Json): Json {
  let value = leaf;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}

function member(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: "object", properties, required, additionalProperties: false };
}
