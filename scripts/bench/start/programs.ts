// Programs of the project, written as in a service that has installed Actionary; those that measure something print it as one
// number of milliseconds.

const call = `{
  id: "6f1c2b8e",
  name: "Quarterly report",
  note: "Checked twice.",
  count: 1842,
  tags: ["finance"],
}`;

/** Prints a line once the first action has answered. */
export const firstResultText = `import { createRuntime } from "actionary/runtime";

const runtime = await createRuntime({ lanes: 1 });
await runtime.run("bench.echo", ${call});
console.log("answered");
await runtime.close();
`;

/** Measures the validator: the runtime asks for an approval once the arguments are valid. */
export const validatorText = `import { createRuntime } from "actionary/runtime";

let asked;
const runtime = await createRuntime({
  approve: () => {
    asked = performance.now();
    return false;
  },
});
const start = performance.now();
await runtime.run("bench.approved_echo", ${call}).catch(() => {});
console.log(asked - start);
await runtime.close();
`;

/** Measures a service that compiles its input schemas when it starts: all of them, or the one that it needs. */
export function ajvText(isAll: boolean): string {
  return `import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const { actions } = JSON.parse(readFileSync("generated/manifest.json", "utf8"));
const start = performance.now();
const ajv = new Ajv.default({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
const entries = ${isAll ? "Object.entries(actions)" : '[["bench.approved_echo", actions["bench.approved_echo"]]]'};
const validators = new Map(entries.map(([key, { input }]) => [key, ajv.compile(input)]));
if (!validators.get("bench.approved_echo")(${call})) throw new Error("not valid");
console.log(performance.now() - start);
`;
}

/** Packages whose import is measured beside ours. */
export const pools = ["piscina", "tinypool", "workerpool", "node-worker-threads-pool"] as const;

/** Programs by file name. */
export const programs: ReadonlyMap<string, string> = new Map([
  ["empty.mjs", ""],
  ["import-runtime.mjs", 'import "actionary/runtime";\n'],
  ...pools.map((name) => [`import-${name}.mjs`, `import "${name}";\n`] as const),
  ["first-result.mjs", firstResultText],
  ["validator.mjs", validatorText],
  ["ajv-one.mjs", ajvText(false)],
  ["ajv-all.mjs", ajvText(true)],
]);
