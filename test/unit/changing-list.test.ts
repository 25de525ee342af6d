import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { ChangingList } from "../../codegen/model/changing-list.js";

// Lists that follow one another, as a staying process has them: each result is that of a list that was never there before.

const items = ["a", "b", "c", "d"].map((name) => ({ name }));
const list = array(constantFrom(...items), { maxLength: 8 });

describe("a changing list", () => {
  it("gives what `map` gives, whatever came before", () => {
    assert(
      property(array(list, { maxLength: 6 }), (lists) => {
        const names = new ChangingList<{ readonly name: string }, string>();
        for (const each of lists) expect(names.map(each, ({ name }) => name)).toEqual(each.map(({ name }) => name));
      }),
    );
  });

  it("heeds what lies beside the items, and all other facts", () => {
    const fact = constantFrom("x", "y");
    assert(
      property(array(list, { maxLength: 6 }), array(fact, { minLength: 8 }), fact, (lists, beside, other) => {
        const texts = new ChangingList<{ readonly name: string }, string>();
        for (const [round, each] of lists.entries()) {
          const own = each.map((_, index) => beside[(index + round) % beside.length] ?? "");
          const fact = round % 2 === 0 ? other : "z";
          const make = ({ name }: { readonly name: string }, index: number): string => name + own[index] + fact;
          expect(texts.map(each, make, { facts: [fact], beside: own })).toEqual(each.map(make));
        }
      }),
    );
  });

  it("makes only what has changed, and returns the same list where nothing has", () => {
    const [a, b, c, d] = items as [{ name: string }, { name: string }, { name: string }, { name: string }];
    const made: string[] = [];
    const names = new ChangingList<{ readonly name: string }, string>();
    const map = (...now: readonly { readonly name: string }[]): readonly string[] => {
      made.length = 0;
      return names.map(now, ({ name }) => {
        made.push(name);
        return name;
      });
    };
    const first = map(a, b, c);
    expect(map(a, b, c)).toBe(first);
    expect(made).toEqual([]);
    map(a, d, c);
    expect(made).toEqual(["d"]);
    map(a, d, b, c);
    expect(made).toEqual(["b"]);
    map(a, c);
    expect(made).toEqual([]);
    const same = map(a, c);
    expect(map(a, { name: "c" })).toBe(same);
    expect(made).toEqual(["c"]);
  });
});
