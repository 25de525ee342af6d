import { expect, it } from "vitest";
import { plainData, plainJson, plainText } from "../../runtime/contract/plain-text.js";

const esc = "\u001b";

it.each([
  ["an escape sequence", `${esc}[2J`, "␛[2J"],
  ["a bell and the end of a title", `${esc}]0;x\u0007`, "␛]0;x␇"],
  ["a carriage return", "a\rb", "a␍b"],
  ["delete", "a\u007f", "a␡"],
  ["an 8-bit control sequence", "\u009b2J", "\ufffd2J"],
  ["an override of the direction", "a\u202eb", "a\ufffdb"],
  ["line breaks and tabs", "a\n\tb", "a\n\tb"],
  ["letters beyond ASCII", "Größe 値 🎉", "Größe 値 🎉"],
])("%s", (_, text, shown) => {
  expect(plainText(text)).toBe(shown);
  expect(plainText(text)).toHaveLength(text.length);
});

it("texts and keys of data", () => {
  expect(plainData({ [`a${esc}`]: [`b${esc}`, 1, null, true] })).toEqual({ "a␛": ["b␛", 1, null, true] });
});

it("JSON keeps its value", () => {
  const value = { a: `${esc}\u009b\u007f\u202e ä` };
  expect(plainJson(value)).not.toMatch(/[^\n -~ä]/);
  expect(JSON.parse(plainJson(value, 2))).toEqual(value);
});
