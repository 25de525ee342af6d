import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileAt } from "../codegen/compile-project.js";
import { root } from "../project/make-project.js";
import { casesFolder } from "./compile-case.js";
import { resolvedOutput } from "./resolved-output.js";

// Names are resolved from parsed files where that is enough. The type checker, which is never wrong, is its oracle.
// Random signatures go through both, too: `signatures.test.ts`.

const folders = readdirSync(casesFolder).map((name) => [name, join(casesFolder, name)] as const);

describe("parsed files and the type checker give the same bytes and the same problems", () => {
  it.each([...folders, ["the actions of this repository", root] as const])("%s", async (_, folder) => {
    const light = await compileAt(folder, { resolver: "light" });
    expect(resolvedOutput(light)).toEqual(resolvedOutput(await compileAt(folder, { resolver: "full" })));
  });
});
