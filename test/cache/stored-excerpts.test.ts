import { expect, it } from "vitest";
import { reviveExcerpts, storeExcerpts } from "../../codegen/cache/stored-excerpts.js";
import { lineOf, positionOf, type SourceText } from "../../codegen/model/source-text.js";
import { type Problem, ProblemList, toDiagnostic } from "../../codegen/report/problems.js";

// Positions and lines that problems are printed with are kept, so that no source is read to print them again.

const text = "// one\r\nexport const two = 2;\n\n  three();\n";
const long = `${"x".repeat(5_000)}\nend\n`;

function problemsIn(source: SourceText): readonly Problem[] {
  const problems = new ProblemList();
  for (const [start, end] of [
    [0, 0],
    [8, 14],
    [21, 33],
    [text.length, text.length],
  ] as const) {
    const fix = { safe: true, edits: [{ start: end, end: end + 1, text: "y" }] };
    problems.reportFixable("ACT105", { at: { source, start, end }, fix }, "it is wrong");
  }
  return problems.sorted();
}

const printed = (problems: readonly Problem[]): object =>
  problems.map((each) => {
    const { source, start } = each.at;
    return [toDiagnostic(each, (file) => file), lineOf(source, positionOf(source, start).line)];
  });

it("prints as the sources do, and asks for none of them", () => {
  const sources = [
    { file: "actions/a.ts", text },
    { file: "actions/b.ts", text: `\n${text}` },
  ];
  const problems = sources.flatMap(problemsIn);
  const stored = JSON.parse(JSON.stringify(storeExcerpts(problems)));
  const texts = reviveExcerpts(stored, (file) => {
    throw new Error(`${file} is read`);
  });
  const revived = problems.map((each) => {
    const source = texts(each.at.source.file) ?? { file: "", text: "" };
    return { ...each, at: { ...each.at, source } };
  });
  expect(printed(revived)).toEqual(printed(problems));
});

it("reads a source, once, for what was not printed, and for lines that nobody wrote by hand", () => {
  const source = { file: "actions/long.ts", text: long };
  const problems = new ProblemList();
  problems.report("ACT105", { source, start: 3, end: 4 }, "it is wrong");
  let count = 0;
  const texts = reviveExcerpts(storeExcerpts(problems.sorted()), () => {
    count++;
    return source;
  });
  const revived = texts(source.file) ?? { file: "", text: "" };
  expect(positionOf(revived, 3)).toEqual({ line: 1, column: 4 });
  expect(count).toBe(0);
  expect([lineOf(revived, 1), lineOf(revived, 2), revived.text]).toEqual([lineOf(source, 1), "end", long]);
  expect(positionOf(revived, 5_001)).toEqual({ line: 2, column: 1 });
  expect(count).toBe(1);
});
