import { array, assert, constant, constantFrom, dictionary, jsonValue, nat, oneof, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { Members, printJson, printList, printRecords } from "../../codegen/emit/print-json.js";
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

it("records and lists after any edits, in files larger than one block", () => {
  const many = Array.from({ length: 70 }, (_, index) => ({ name: `n${index}`, value: { index } }));
  const edit = tuple(nat(70), constantFrom("remove", "insert", "rename", "replace"));
  assert(
    property(array(edit, { maxLength: 6 }), (edits) => {
      let members: readonly Member[] = many;
      for (const [at, kind] of [[0, "none"] as const, ...edits]) {
        members = edited(members, at, kind);
        const names = members.map(({ name }) => name);
        const values = members.map(({ value }) => value);
        const printed = printRecords({ version: 1, inner: new Members(names, values) }, "d.json");
        const record = Object.fromEntries(members.map(({ name, value }) => [name, value]));
        expect(String(printed.content)).toBe(printJson({ version: 1, inner: record }));
        expect(String(printList(values, "e.json").content)).toBe(printJson(values));
      }
    }),
    { numRuns: 50 },
  );
});

interface Member {
  readonly name: string;
  readonly value: object;
}

/** Number of members that were inserted: a record has each name once. */
let inserted = 0;

function edited(members: readonly Member[], at: number, kind: string): Member[] {
  const [before, after] = [members.slice(0, at), members.slice(at)];
  const [first = { name: `new${inserted++}`, value: {} }, ...rest] = after;
  switch (kind) {
    case "remove":
      return [...before, ...rest];
    case "insert":
      return [...before, { name: `new${inserted++}`, value: { at } }, ...after];
    case "rename":
      return [...before, { ...first, name: `${first.name}_` }, ...rest];
    case "replace":
      return [...before, { ...first, value: { at, kind } }, ...rest];
    default:
      return [...members];
  }
}
