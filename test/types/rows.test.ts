import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import type { Json, JsonObject } from "../../runtime/contract/json.js";
import type { Manifest } from "../../runtime/contract/manifest.js";
import { type ActionError, createInProcessExecutor } from "../../runtime/index.js";
import { type Compiled, compileAt, manifestOf } from "../codegen/compile-project.js";
import { linkPackage, root, temporaryFolder } from "../project/make-project.js";
import { casesFolder } from "../proof/compile-case.js";
import { type Claim, type Outcome, readClaims } from "./read-claims.js";
import { readPolicy } from "./type-policy.js";

// Every row of the type policy is shown by a case that names it, and what the case says of it is true. With ROWS_TABLE
// set, a table of rows, cases and evidence is written to that file.

const page = readFileSync(join(root, "docs/types.md"), "utf8");
const rows = readPolicy(page);
const claims = readClaims();

describe("the type policy", () => {
  it("has all its tables and lists", () => {
    const sections = [...new Set(rows.map((row) => row.section))];
    expect(sections).toEqual(["Parameters", "Types", "Results", "Documentation and tags"]);
    for (const section of sections) {
      expect(rows.filter((row) => row.section === section).length, section).toBeGreaterThan(3);
    }
  });

  it("has a case that shows each form of each row", () => {
    const shown = new Set(claims.map(({ row, form }) => `${row}\n${form}`));
    const missing = rows.flatMap(({ name, forms }) =>
      forms
        .filter((form) => !shown.has(`${name}\n${form}`) && !(forms.length === 1 && shown.has(`${name}\n${name}`)))
        .map((form) => (form === name ? name : `${name}: ${form}`)),
    );
    expect(missing).toEqual([]);
  });

  it("has every row and form that a case names", () => {
    const known = new Set(rows.flatMap(({ name, forms }) => [name, ...forms].map((form) => `${name}\n${form}`)));
    const strangers = claims.filter(({ row, form }) => !known.has(`${row}\n${form}`));
    expect(strangers.map((claim) => `${claim.case}: ${claim.row}: ${claim.form}`)).toEqual([]);
  });
});

describe("what a case says of the rows that it names", () => {
  for (const name of new Set(claims.map((claim) => claim.case))) {
    const own = claims.filter((claim) => claim.case === name);
    it(`is true of ${name}`, async () => {
      const compiled = await compileAt(join(casesFolder, name));
      expect(own.flatMap((claim) => disproof(claim, compiled))).toEqual([]);
    });
    const calls = own.flatMap(({ text, evidence }) => (evidence.kind === "call" ? [{ text, ...evidence }] : []));
    if (calls.length === 0) continue;
    it(`is true of what ${name} does`, { timeout: 30_000 }, async () => {
      const executor = await createInProcessExecutor({ generated: await generate(name) });
      for (const { text, key, input, outcome } of calls) {
        const ended = await executor.run(key, input as JsonObject).then(
          (result): Outcome => ({ result }),
          ({ code, path = "" }: ActionError): Outcome => ({ code, path }),
        );
        expect(ended, text).toEqual(outcome);
      }
      await executor.close();
    });
  }
});

/** Tells why a claim is not true of a case; calls are judged apart. */
function disproof({ evidence, text }: Claim, compiled: Compiled): readonly string[] {
  switch (evidence.kind) {
    case "problem": {
      const isReported = compiled.problems.some(
        ({ code, message, hint }) => code === evidence.code && `${message} ${hint}`.includes(evidence.text),
      );
      return isReported ? [] : [`${text}: no such problem`];
    }
    case "action":
      return (manifestOf(compiled).actions[evidence.key] === undefined) === evidence.exists ? [text] : [];
    case "platform": {
      const found = manifestOf(compiled).platforms[evidence.name] as unknown as Json;
      return found !== undefined && holds(found, evidence.value) ? [] : [`${text}: there is ${JSON.stringify(found)}`];
    }
    case "entry": {
      const found = valueAt(manifestOf(compiled), evidence.key, evidence.pointer);
      const fits =
        evidence.value === undefined ? found === undefined : found !== undefined && holds(found, evidence.value);
      return fits ? [] : [`${text}: there is ${JSON.stringify(found)}`];
    }
    case "call":
      return [];
    default:
      return evidence satisfies never;
  }
}

function valueAt({ actions }: Manifest, key: string, pointer: string): Json | undefined {
  const steps = pointer.split("/").slice(1);
  return steps.reduce<unknown>((value, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof value === "object" && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  }, actions[key]) as Json | undefined;
}

/** Tells if a value is the wanted one; objects may have more properties. */
function holds(found: Json, wanted: Json): boolean {
  if (typeof wanted !== "object" || wanted === null || typeof found !== "object" || found === null)
    return found === wanted;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((item: Json, index) => holds(found[index] as Json, item))
    );
  }
  const all = found as Readonly<Record<string, Json>>;
  return Object.entries(wanted as Record<string, Json>).every(
    ([key, item]) => Object.hasOwn(all, key) && holds(all[key] as Json, item),
  );
}

/** Generates the files of a case in a temporary folder. */
async function generate(name: string): Promise<string> {
  const folder = temporaryFolder();
  cpSync(join(casesFolder, name, "actions"), join(folder, "actions"), { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  linkPackage(folder);
  expect(await codegen({ cwd: folder })).toMatchObject({ ok: true });
  return join(folder, "generated");
}

const table = process.env.ROWS_TABLE;
if (table !== undefined) {
  const cell = (texts: readonly string[]): string => [...new Set(texts)].join("<br>").replace(/(?<!\\)\|/g, "\\|");
  const lines = rows.map(({ name }) => {
    const own = claims.filter((claim) => claim.row === name);
    return `| ${cell([name])} | ${cell(own.map((claim) => claim.case))} | ${cell(own.map(({ text }) => `\`${text}\``))} |`;
  });
  writeFileSync(
    table,
    ["| row | case | schema, entry, call or problem |", "| --- | --- | --- |", ...lines, ""].join("\n"),
  );
}
