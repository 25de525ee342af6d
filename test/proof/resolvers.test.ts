import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../codegen/compile.js";
import { type Problem, ProblemList } from "../../codegen/problems.js";
import { projectAt } from "../codegen/sample-project.js";
import { root } from "../end-to-end/checkout.js";
import { casesFolder } from "./compile-case.js";

// Names are resolved from parsed files where that is enough. The type checker, which is never wrong, is its oracle.

const folders = readdirSync(casesFolder).map((name) => [name, join(casesFolder, name)] as const);

describe("parsed files and the type checker give the same bytes and the same problems", () => {
  it.each([...folders, ["the actions of this repository", root] as const])("%s", async (_, folder) => {
    expect(await outcomeOf(folder, "light")).toEqual(await outcomeOf(folder, "full"));
  });
});

async function outcomeOf(folder: string, resolver: "light" | "full"): Promise<unknown> {
  const problems = new ProblemList();
  const { generation } = await compile(projectAt(folder), problems, { resolver });
  return {
    committed: generation?.committed,
    problems: problems.sorted().map(({ code, at, message, hint }: Problem) => {
      return { code, file: at.source.file, start: at.start, end: at.end, message, hint };
    }),
  };
}
