import { expect, it, vi } from "vitest";
import { compileFiles } from "./compile-project.js";

vi.mock("../../codegen/read/reach/read-uses.js", () => ({
  readUses: () => {
    throw new Error("a fault that nobody foresaw");
  },
}));

it("ACT901: a fault of Actionary ends as a problem at the function, and the others are read", async () => {
  const source = "/** F. */\nexport function f(): void {}\n\nexport function g(): void {}\n";
  const { problems, marks, generation } = await compileFiles({ "a.ts": source });
  expect(marks).toEqual(["ACT901: f", "ACT201: g", "ACT901: g"]);
  expect(problems[0]?.message).toBe("Actionary failed here: a fault that nobody foresaw");
  expect(generation).toBeUndefined();
});
