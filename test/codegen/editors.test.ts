import { readFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { codegenCommand } from "../../scripts/cli/commands/codegen.js";
import { finishedLine, startedLine } from "../../scripts/cli/output/watch-lines.js";
import { atEndOfFile } from "../project/at-end.js";
import { temporaryFolder, writeFiles } from "../project/make-project.js";

// The matcher that docs/editors.md gives for VS Code reads what the command line really writes.

interface Matcher {
  readonly fileLocation: readonly string[];
  readonly pattern: Readonly<Record<"file" | "line" | "column" | "severity" | "code" | "message", number>> & {
    readonly regexp: string;
  };
  readonly background?: {
    readonly activeOnStart: boolean;
    readonly beginsPattern: string;
    readonly endsPattern: string;
  };
}

const document = readFileSync(new URL("../../docs/editors.md", import.meta.url), "utf8");
const [, json = ""] = /```json\n([\s\S]*?)```/.exec(document) ?? [];
const { tasks }: { tasks: readonly { command: string; problemMatcher: Matcher }[] } = JSON.parse(json);
const [once, watching] = tasks.map((task) => task.problemMatcher);

const wrong = `/** Put entries. */
export async function put(entries: Map<string, number>, any: any): Promise<void> {}

/** actions/a.ts:1:2 - error ACT999: no */ export async function get(a: string | number): Promise<void> {}
`;
const fine = "/** Be fine. */\nexport async function beFine(): Promise<void> {}\n";

const atEnd = atEndOfFile();
let root: string;

beforeAll(() => {
  root = temporaryFolder(atEnd);
  writeFiles(root, { "package.json": "{}" });
});

let written: string;

beforeEach(() => {
  written = "";
  const collect = (chunk: unknown): boolean => {
    written += String(chunk);
    return true;
  };
  vi.spyOn(process, "cwd").mockReturnValue(root);
  vi.spyOn(process.stdout, "write").mockImplementation(collect);
  vi.spyOn(process.stderr, "write").mockImplementation(collect);
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Returns the lines that `actionary codegen` writes for a project of one file. */
async function linesOf(text: string, ...flags: readonly string[]): Promise<readonly string[]> {
  writeFiles(root, { "actions/a.ts": text });
  await codegenCommand().parseAsync(flags, { from: "user" });
  return written.split("\n");
}

function matches(lines: readonly string[], pattern: string | undefined): readonly string[] {
  return lines.filter((line) => new RegExp(pattern ?? "$^").test(line));
}

describe("the matcher for VS Code", () => {
  it("reads every problem, and nothing else", async () => {
    const lines = await linesOf(wrong);
    const { diagnostics } = await codegen({ cwd: root, check: "committed" });
    expect(diagnostics.map((each) => each.severity)).toEqual(expect.arrayContaining(["error", "warning"]));
    const { regexp = "", ...groups } = once?.pattern ?? {};
    const read = lines.flatMap((line) => {
      const match = new RegExp(regexp).exec(line);
      return match ? [Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, match[group]]))] : [];
    });
    // Errors are printed last.
    const isError = ({ severity }: { readonly severity: string }): boolean => severity === "error";
    const printed = [...diagnostics.filter((each) => !isError(each)), ...diagnostics.filter(isError)];
    expect(read).toEqual(
      printed.map(({ file, line, column, severity, code, message }) => ({
        ...{ file, line: String(line), column: String(column), severity, code, message },
      })),
    );
  });

  it("is the same for both tasks", () => {
    const { background, ...rest } = watching ?? {};
    expect(background?.activeOnStart).toBe(true);
    expect(rest).toEqual(once);
  });
});

describe("a round of `codegen --watch`", () => {
  const { beginsPattern = "$^", endsPattern = "$^" } = watching?.background ?? {};
  const started = ["actions/a.ts changed", "a.ts\nfinished: no", "[actionary] finished: no"].map(startedLine);
  const finished = [
    finishedLine({ files: 1, problems: 0, ms: 3 }),
    finishedLine({ files: 20, problems: 1, ms: 12_345 }),
  ];

  it("begins and ends with lines that tell one from the other", () => {
    const lines = [...started, ...finished];
    expect(matches(lines, beginsPattern)).toEqual(started);
    expect(matches(lines, endsPattern)).toEqual(finished);
    expect(matches(lines, once?.pattern.regexp)).toEqual([]);
    expect(finished[1]).toBe("[actionary] finished: 20 files, 1 problem, 12345 ms");
  });

  it("goes on while problems, fixes and files are printed", async () => {
    const lines = [
      ...(await linesOf(wrong)),
      ...(await linesOf(wrong, "--fix=all")),
      ...(await linesOf(fine)),
      ...(await linesOf(fine)),
    ];
    expect(lines).toEqual(
      expect.arrayContaining([
        "Fixed 2 problems in 1 file.",
        expect.stringMatching(/^Wrote /),
        expect.stringMatching(/^Everything /),
      ]),
    );
    expect(matches(lines, beginsPattern)).toEqual([]);
    expect(matches(lines, endsPattern)).toEqual([]);
  });
});
