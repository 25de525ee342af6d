import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { compile } from "../../codegen/compile.js";
import { ProblemList, toDiagnostic } from "../../codegen/problems.js";
import type { Project } from "../../codegen/project.js";
import { createCompiler } from "../../codegen/schemas.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { Manifest } from "../../runtime/contract/manifest.js";
import { printProblem } from "../../scripts/print-problems.js";

// A folder is a test: `actions/**` in; `expected/**` (generated files that must match to the byte) or `problems.txt` (what
// the terminal shows) out; `samples.json` says what the schemas must accept and refuse. Set UPDATE=1 to write what came out.

const casesFolder = fileURLToPath(new URL("../cases", import.meta.url));
const isUpdate = process.env.UPDATE === "1";

interface Samples {
  readonly [key: string]: {
    readonly input?: { readonly accept?: readonly unknown[]; readonly refuse?: readonly unknown[] };
    readonly output?: { readonly accept?: readonly unknown[]; readonly refuse?: readonly unknown[] };
  };
}

describe("test/cases", () => {
  for (const name of readdirSync(casesFolder).sort()) {
    it(name, async () => {
      const folder = join(casesFolder, name);
      const problems = new ProblemList();
      const { generation } = await compile(projectOf(folder), problems);
      const plain = picocolors.createColors(false);
      const shown = problems.sorted().map((problem) =>
        printProblem(
          problem,
          toDiagnostic(problem, (file) => file),
          plain,
        ),
      );
      expectFile(join(folder, "problems.txt"), shown.join("\n"));
      expect(generation === undefined).toBe(problems.hasErrors);
      const files = new Map(generation?.committed.map((file) => [file.path, String(file.content)]));
      const expected = join(folder, "expected");
      for (const path of existsSync(expected) ? readdirSync(expected) : []) {
        expectFile(join(expected, path), files.get(path) ?? "");
      }
      if (generation) checkSamples(folder, JSON.parse(files.get("manifest.json") ?? ""));
    });
  }
});

function projectOf(folder: string): Project {
  const packageJson = { file: "package.json", text: "{}" };
  return { root: folder, actions: "actions", out: "generated", include: [], packages: new Map(), packageJson };
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

function checkSamples(folder: string, manifest: Manifest): void {
  const path = join(folder, "samples.json");
  const samples: Samples = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  for (const [key, sides] of Object.entries(samples)) {
    const action = manifest.actions[key];
    if (action === undefined) throw new Error(`samples.json names ${key}, which is no action of this case`);
    for (const side of ["input", "output"] as const) checkSide(`${key} ${side}`, action[side], sides[side] ?? {});
  }
}

function checkSide(
  what: string,
  schema: JsonSchema,
  { accept = [], refuse = [] }: { readonly accept?: readonly unknown[]; readonly refuse?: readonly unknown[] },
): void {
  const validate = createCompiler().compile(schema);
  for (const value of accept) expect(validate(value), `${what} accepts ${JSON.stringify(value)}`).toBe(true);
  for (const value of refuse) expect(validate(value), `${what} refuses ${JSON.stringify(value)}`).toBe(false);
}
