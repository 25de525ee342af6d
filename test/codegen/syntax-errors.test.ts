import { describe, expect, it } from "vitest";
import { compileFiles } from "./compile-project.js";

describe("syntax that tsc refuses and the parser takes is a problem, not a crash", () => {
  it.each([
    ["a name twice", "const a = 1; const a = 2; void a;"],
    ["a constant without a value", "const a; void a;"],
    ["await outside of an async function", "await x;"],
    ["an assignment to a constant", "const a = 1; a = 2;"],
    ["a break outside of a loop", "break;"],
    ["an unknown label", "continue nowhere;"],
    ["a reserved word", "let yield = 1; void yield;"],
    ["delete of a name", "delete x;"],
  ])("%s", async (_, body) => {
    const source = `/** F.\n * @param x - X. */\nexport function f(x: string): void { ${body} }\n`;
    const { problems } = await compileFiles({ "t.ts": source });
    const [problem] = problems;
    expect(problem?.code).toBe("ACT104");
    expect(problem?.at.source.file).toBe("actions/t.ts");
    expect(problem?.at.start).toBeGreaterThan(source.indexOf("{ "));
  });

  it("and it shows every one of them", async () => {
    const source = "export { nope };\nlet a = 1;\nlet a = 2;\n";
    const { problems } = await compileFiles({ "t.ts": source, "u.ts": source });
    expect(problems.filter((each) => each.code === "ACT104").map((each) => each.at.source.file)).toEqual(
      expect.arrayContaining(["actions/t.ts", "actions/u.ts"]),
    );
  });
});
