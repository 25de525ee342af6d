import { printPack } from "../../../codegen/emit/validators/print-pack.js";
import { createCompiler } from "../../../codegen/model/schemas.js";
import type { Json } from "../../../runtime/contract/json.js";
import { type PackModule, validatorIn } from "../../../runtime/values/validator.js";
import type { Figure, Sample, Section } from "../harness/figure.js";
import { measure } from "../harness/measure.js";
import { type Shape, shapes } from "./shapes.js";

/** Settings of the benchmark of validators. */
export interface ValidatorBenchOptions {
  readonly rounds: number;
}

/** Sizes of the values, how often each is judged for a sample, and how many times Ajv's time it may take. */
const sizes = [
  { title: "200 bytes", chars: 200, repeats: 20_000, factor: 1.2 },
  { title: "1 MB", chars: 1_000_000, repeats: 20, factor: 1 },
] as const;

type Size = (typeof sizes)[number];

/** Judges whether a value is valid. */
type Judge = (value: Json) => boolean;

/** Measures our validators beside those that Ajv compiles, once they run fast. */
export async function benchValidators({ rounds }: ValidatorBenchOptions): Promise<readonly Section[]> {
  const judges = await openJudges();
  const sections: Section[] = [];
  for (const size of sizes) {
    const results = await measure(
      shapes.flatMap((shape, index) => figuresOf(shape, judges[index] as Judge, size)),
      rounds,
    );
    const title = `validators, ${size.title}, ${size.repeats.toLocaleString("en")} times`;
    sections.push({ title, size: size.chars, rounds, results });
  }
  return sections;
}

/** Returns our validators of the shapes, loaded from one pack as a build's are. */
async function openJudges(): Promise<readonly Judge[]> {
  const { code, roots } = printPack(shapes.map(({ schema }) => schema));
  const pack = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as PackModule;
  return roots.map((root) => {
    const validator = validatorIn(pack, root);
    return (value) => validator.refuse(value) === undefined;
  });
}

function figuresOf({ name, schema, make }: Shape, ours: Judge, { chars, repeats, factor }: Size): readonly Figure[] {
  const value = make(chars);
  const compiled = createCompiler({ strict: false }).compile(schema);
  const peer = `Ajv: ${name}`;
  return [
    { name: peer, role: "peer", goals: [], run: () => timeJudging(compiled, value, repeats) },
    {
      name,
      role: "ours",
      goals: [{ kind: "ratio", metric: "ms", factor, of: peer }],
      run: () => timeJudging(ours, value, repeats),
    },
  ];
}

/** Measures what judging takes after as many times without measuring, in which it is compiled. */
function timeJudging(judge: Judge, value: Json, repeats: number): Sample {
  let start = 0;
  for (let round = 0; round < 2; round++) {
    start = performance.now();
    for (let count = 0; count < repeats; count++) if (!judge(value)) throw new Error("a value is not valid");
  }
  return { ms: performance.now() - start };
}
