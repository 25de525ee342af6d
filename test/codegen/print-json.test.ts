import { assert, constant, constantFrom, dictionary, jsonValue, oneof, property } from "fast-check";
import { expect, it } from "vitest";
import { printJson, printList, printRecords } from "../../codegen/emit/print-json.js";
import type { Artifact } from "../../codegen/model/artifacts.js";

// Text that is printed in parts equals text that is printed at once: the first time, and when the parts are known.

const twice = (print: () => Artifact): readonly string[] => [print(), print()].map(({ content }) => String(content));

const key = constantFrom("a", "b_c", 'with "quotes"', "line\nbreak", "", "1");
const member = oneof(jsonValue(), constant(undefined), dictionary(key, jsonValue()));

it("records of records, whatever else stands beside them", () => {
  assert(
    property(dictionary(key, oneof(member, dictionary(key, member))), (value) => {
      expect(twice(() => printRecords(value, "a.json"))).toEqual([printJson(value), printJson(value)]);
    }),
  );
});

it("lists of objects", () => {
  assert(
    property(dictionary(key, member), dictionary(key, jsonValue()), (one, two) => {
      const list = [one, two, one];
      expect(twice(() => printList(list, "b.json"))).toEqual([printJson(list), printJson(list)]);
      // The same object elsewhere is indented as it is there.
      expect(twice(() => printRecords({ list: { one } }, "c.json"))).toContain(printJson({ list: { one } }));
      // So is the same object under another name.
      expect(twice(() => printRecords({ list: { other: one } }, "c.json"))).toContain(
        printJson({ list: { other: one } }),
      );
    }),
  );
  expect(twice(() => printList([], "b.json"))).toContain(printJson([]));
  expect(twice(() => printRecords({}, "c.json"))).toContain(printJson({}));
});
