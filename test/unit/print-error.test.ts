import { createColors } from "picocolors";
import { expect, it } from "vitest";
import type { FailureData } from "../../runtime/contract/errors.js";
import { printActionError } from "../../scripts/cli/output/print-error.js";

const setting = { root: "/project", cwd: "/project", paint: createColors(false) };
const print = (failure: FailureData): string => {
  const { message } = failure;
  return printActionError({ code: "ACTION_FAILED", action: "a.b", message, retryable: false, failure }, setting);
};
const plain: FailureData = { kind: "internal", name: "Error", message: "Refused." };

it.each<[string, FailureData, string]>([
  ["an error of which nothing else is known", plain, ""],
  ["its class", { ...plain, name: "RangeError" }, "  RangeError\n"],
  ["its code", { ...plain, code: "ENOENT" }, "  Error, ENOENT\n"],
  ["when to try again", { ...plain, retryAfter: 2 }, "  Error, retry after 2 s\n"],
  ["its kind", { ...plain, kind: "not_found", name: "Failure" }, "  not_found (Failure)\n"],
  ["a cause without words", { ...plain, cause: { ...plain, message: "" } }, "  caused by Error\n"],
  ["a member", { ...plain, errors: [{ ...plain, message: "x" }] }, "  one of 1: Error: x\n"],
])("prints %s", (_, failure, lines) => {
  expect(print(failure)).toBe(`error ACTION_FAILED: Refused.\n${lines}`);
});
