import { expect, it } from "vitest";
import { CallOutput } from "../../scripts/cli/output/call-output.js";
import { fitLine, widthOf } from "../../scripts/cli/output/columns.js";

// What the command line writes to terminals of any width.

it("cuts a line to the width of a terminal, and to none in a pipe", () => {
  expect(fitLine("a description\nof two lines", 17)).toBe("a description of…");
  expect(fitLine("short", 5)).toBe("short");
  expect(fitLine("text", 1)).toBe("");
  expect([
    widthOf({ isTTY: true, columns: 80 }),
    widthOf({ isTTY: true, columns: 0 }),
    widthOf({ columns: 80 }),
  ]).toEqual([80, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

it("keeps the progress of a call below its log on a terminal, and removes it", () => {
  const erase = "\r\u001b[2K";
  const chunks: string[] = [];
  const output = new CallOutput({ columns: 20, write: (text) => chunks.push(text) }, true);
  output.progress(0.5, "half of a long way to go");
  output.progress(0.5, "half of a long way to go");
  output.log({ level: "info", message: "\u001b[2Jhello", at: 0, fields: {} });
  output.clear();
  const line = `${erase}50% half of a long `;
  expect(chunks).toEqual([line, erase, "[info] ␛[2Jhello\n", line, erase]);
});
