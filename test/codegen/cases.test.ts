import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { ErrorObject } from "ajv";
import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { createCompiler } from "../../codegen/model/schemas.js";
import { toDiagnostic } from "../../codegen/report/problems.js";
import type { Fault } from "../../runtime/contract/errors.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { Manifest } from "../../runtime/contract/manifest.js";
import { appendKey } from "../../runtime/values/pointer.js";
import { printProblem } from "../../scripts/cli/output/print-problems.js";
import { type Compiled, compileAt, manifestOf } from "./compile-project.js";
import { openPack } from "./open-pack.js";
import { typeErrors } from "./type-errors.js";

// A folder is a test: `actions/**` in; `expected/**` (generated files that must match to the byte) or `problems.txt` (what
// the terminal shows) out; `samples.json` says what the schemas must accept and refuse; `rows.txt` names the rows of the
// type policy that it shows (see `test/types`). Set UPDATE=1 to write what came out.

const casesFolder = fileURLToPath(new URL("../cases", import.meta.url));
const isUpdate = process.env.UPDATE === "1";

interface Side {
  readonly accept?: readonly unknown[];
  readonly refuse?: readonly unknown[];
}

interface Samples {
  readonly [key: string]: { readonly input?: Side; readonly output?: Side };
}

/** The generated files of the cases that compiled, and what their samples must be assignable to. */
const generated = new Map<string, string>();

describe("test/cases", () => {
  for (const name of readdirSync(casesFolder).sort()) {
    it(name, async () => {
      const folder = join(casesFolder, name);
      const compiled = await compileAt(folder);
      expectFile(join(folder, "problems.txt"), shown(compiled));
      const hasErrors = compiled.problems.some((problem) => problem.severity === "error");
      expect(compiled.generation === undefined).toBe(hasErrors);
      const expected = join(folder, "expected");
      for (const path of existsSync(expected) ? readdirSync(expected) : []) {
        expectFile(join(expected, path), compiled.committed.get(path) ?? "");
      }
      if (!hasErrors) await checkGenerated(name, manifestOf(compiled), compiled);
    });
  }

  it("generates TypeScript that tsc accepts in strict mode, and that every accepted sample fits", () => {
    expect(generated.size).toBeGreaterThan(0);
    expect(typeErrors(generated)).toEqual([]);
  });
});

function shown({ problems }: Compiled): string {
  const plain = picocolors.createColors(false);
  return problems
    .map((problem) =>
      printProblem(
        problem,
        toDiagnostic(problem, (file) => file),
        plain,
      ),
    )
    .join("\n");
}

/** Compares a text with a file; no text, no file. */
function expectFile(path: string, text: string): void {
  if (isUpdate) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    if (text === "") rmSync(path);
  }
  const wanted = existsSync(path) ? readFileSync(path, "utf8") : "";
  expect(text, relative(casesFolder, path)).toBe(wanted);
}

async function checkGenerated(name: string, manifest: Manifest, { committed }: Compiled): Promise<void> {
  const samples = readSamples(join(casesFolder, name, "samples.json"), manifest);
  for (const [key, action] of Object.entries(manifest.actions)) {
    await checkSide(`${key} input`, action.input, samples[key]?.input ?? {});
    await checkSide(`${key} output`, action.output, samples[key]?.output ?? {});
  }
  for (const [path, text] of committed) if (path.endsWith(".ts")) generated.set(`${name}/${path}`, text);
  generated.set(`${name}/samples.ts`, typedSamples(samples));
}

/** Reads the samples of a case, which only one without actions may lack. */
function readSamples(path: string, manifest: Manifest): Samples {
  const keys = Object.keys(manifest.actions);
  if (keys.length === 0) return {};
  const samples = JSON.parse(readFileSync(path, "utf8")) as Samples;
  const strangers = Object.keys(samples).filter((key) => !keys.includes(key));
  expect(strangers, "samples.json names actions of this case").toEqual([]);
  return samples;
}

/** Checks by Ajv, and that the build's own validators agree with it, also on the pointers of faults. */
async function checkSide(what: string, schema: JsonSchema, { accept = [], refuse = [] }: Side): Promise<void> {
  const validate = createCompiler().compile(schema);
  const [own] = await openPack([schema]);
  for (const value of accept) {
    expect(validate(value), `${what} accepts ${JSON.stringify(value)}`).toBe(true);
    expect(own?.findFaults(value, 0), `${what} accepts ${JSON.stringify(value)}`).toBeUndefined();
  }
  for (const value of refuse) {
    expect(validate(value), `${what} refuses ${JSON.stringify(value)}`).toBe(false);
    expectSamePointers(own?.findFaults(value, 0) ?? [], validate.errors ?? []);
  }
}

/** Expects the pointers of Ajv's errors; where it tells of every member of a union, some of them. */
function expectSamePointers(faults: readonly Fault[], errors: readonly ErrorObject[]): void {
  const theirs = errors.map(({ instancePath, params: { missingProperty, additionalProperty } }) => {
    const name = (missingProperty ?? additionalProperty) as string | undefined;
    return name === undefined ? instancePath : appendKey(instancePath, name);
  });
  const ours = faults.map(({ path }) => path);
  expect(ours.length).toBeGreaterThan(0);
  expect(ours.filter((path) => !theirs.includes(path))).toEqual([]);
  const hasUnion = errors.some(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  if (!hasUnion) expect([...new Set(ours)].sort()).toEqual([...new Set(theirs)].sort());
}

/** Prints the accepted inputs as constants of the generated types. */
function typedSamples(samples: Samples): string {
  const constants = Object.entries(samples).flatMap(([key, { input }]) =>
    (input?.accept ?? []).map((value) => `  [${JSON.stringify(key)}, ${JSON.stringify(value)}],`),
  );
  return [
    'import type { ActionInput, ActionType } from "./index.js";',
    "type Sample = { [K in ActionType]: [key: K, input: ActionInput<K>] }[ActionType];",
    `export const samples: Sample[] = [\n${constants.join("\n")}\n];\n`,
  ].join("\n");
}
