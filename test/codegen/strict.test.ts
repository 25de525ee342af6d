import { describe, expect, it } from "vitest";
import { type CodegenReport, codegen } from "../../codegen/codegen.js";
import { withLeanProject } from "./compile-project.js";

// Strict projects: every warning is an error.

const files = { "actions/a.ts": "export async function silent(): Promise<void> {}\n" };

function weights({ diagnostics, ok }: CodegenReport): readonly (string | boolean)[] {
  return [ok, ...diagnostics.map(({ code, severity }) => `${code} ${severity}`)];
}

describe("strict", () => {
  it("in package.json makes errors of warnings, and nothing is written", async () => {
    const manifest = '{ "actionary": { "strict": true } }';
    const report = await withLeanProject({ ...files, "package.json": manifest }, (cwd) => codegen({ cwd }));
    expect(weights(report)).toEqual([false, "ACT201 error"]);
    expect(report.files).toEqual([]);
  });

  it("as an option does, too, and leaves no other run anything of it", async () => {
    await withLeanProject({ ...files, "package.json": "{}" }, async (cwd) => {
      const runs = [{}, { strict: true }, {}, { strict: true }, { strict: false }];
      const reports = [];
      for (const options of runs) reports.push(weights(await codegen({ cwd, ...options })));
      const [relaxed, strict] = [
        [true, "ACT201 warning"],
        [false, "ACT201 error"],
      ];
      expect(reports).toEqual([relaxed, strict, relaxed, strict, relaxed]);
    });
  });

  it("leaves errors and right projects as they are", async () => {
    const fine = { "actions/a.ts": "/** Says hello. */\nexport async function hello(): Promise<void> {}\n" };
    const report = await withLeanProject({ ...fine, "package.json": "{}" }, (cwd) => codegen({ cwd, strict: true }));
    expect(weights(report)).toEqual([true]);
  });

  it("is true or false", async () => {
    const manifest = '{ "actionary": { "strict": "yes" } }';
    const report = await withLeanProject({ ...files, "package.json": manifest }, (cwd) => codegen({ cwd }));
    expect(report.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toContain(
      "ACT602: `actionary.strict` in package.json is not true or false.",
    );
  });
});
