import { describe, expect, it } from "vitest";
import { Pack as SealedPack } from "../../codegen/cache/pack.js";

/** A pack whose bytes are Latin-1 texts, so that they are easily cut and changed. */
class Pack {
  readonly #pack: SealedPack;

  constructor(text: string, secret: Uint8Array = new Uint8Array(32)) {
    this.#pack = new SealedPack(Buffer.from(text, "latin1"), secret);
  }

  get(key: string): unknown {
    return this.#pack.get(key);
  }

  put(key: string, given: unknown): void {
    this.#pack.put(key, given);
  }

  added(): string | undefined {
    return textOf(this.#pack.added());
  }

  print(): string | undefined {
    return textOf(this.#pack.print());
  }
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString("latin1");
}

// Entries by key. Damaged ones count as absent, and those that are not used are dropped in time.

const value = { text: "a\nb \u2028 \ud83d\ude00 \ud800", list: [1, null, { deep: true }] };

function packOf(entries: Readonly<Record<string, unknown>>): string {
  const pack = new Pack("");
  for (const [key, each] of Object.entries(entries)) pack.put(key, each);
  return pack.print() ?? "";
}

describe("a pack", () => {
  it("has nothing that was sealed with another secret", () => {
    const text = packOf({ one: value });
    expect(new Pack(text).get("one")).toEqual(value);
    expect(new Pack(text, new Uint8Array(32).fill(1)).get("one")).toBeUndefined();
  });

  it("gives back what was put, in the next run and in this one", () => {
    const pack = new Pack(packOf({ one: value, two: [] }));
    expect(pack.get("one")).toEqual(value);
    expect(pack.get("two")).toEqual([]);
    pack.put("one", 1);
    expect(pack.get("one")).toBe(1);
  });

  it("has nothing new to print as long as nothing is put", () => {
    const pack = new Pack(packOf({ one: value }));
    pack.get("one");
    expect(pack.print()).toBeUndefined();
  });

  it("knows nothing that every object knows", () => {
    const pack = new Pack(packOf({ one: 1 }));
    for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) expect(pack.get(key)).toBeUndefined();
    const odd = new Pack(
      packOf(
        Object.fromEntries([
          ["__proto__", 1],
          ["constructor", 2],
        ]),
      ),
    );
    expect([odd.get("__proto__"), odd.get("constructor")]).toEqual([1, 2]);
    const named = new Pack(packOf({ names: JSON.parse('{ "__proto__": { "a": 1 } }') })).get("names");
    expect(Object.keys(named as object)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(named)).toBe(Object.prototype);
  });

  it("survives being cut anywhere: each entry is whole or gone", () => {
    const text = packOf({ one: value, two: 2, three: "x".repeat(100) });
    const found = new Set<number>();
    for (let length = 0; length < text.length; length++) {
      const pack = new Pack(text.slice(0, length));
      const entries = [pack.get("one"), pack.get("two"), pack.get("three")];
      expect([value, undefined]).toContainEqual(entries[0]);
      expect([2, undefined]).toContain(entries[1]);
      expect(["x".repeat(100), undefined]).toContain(entries[2]);
      found.add(entries.filter((entry) => entry !== undefined).length);
    }
    expect([...found].sort()).toEqual([0, 1, 2]);
  });

  it("trusts no entry of which any character has changed", () => {
    const entry = { number: 12, text: "plain" };
    const text = packOf({ one: entry });
    const intact: number[] = [];
    for (let at = 0; at < text.length; at++) {
      for (const bit of [1, 2, 16, 64]) {
        const odd = String.fromCharCode(text.charCodeAt(at) ^ bit);
        const found = new Pack(text.slice(0, at) + odd + text.slice(at + 1)).get("one");
        if (found === undefined) continue;
        expect(found).toEqual(entry);
        intact.push(at);
      }
    }
    expect(intact).toEqual([]);
  });

  it("takes any text for an empty pack", () => {
    for (const text of [
      "",
      "\n",
      " ",
      "one",
      "one {}",
      "one {}\n",
      "one 1234567890123456789012 {}\n",
      "\0".repeat(99),
    ]) {
      expect(new Pack(text).get("one")).toBeUndefined();
    }
  });

  it("prints what was added, which counts when it stands behind the rest", () => {
    const before = packOf({ one: 1, two: 2 });
    const pack = new Pack(before);
    expect(pack.added()).toBeUndefined();
    pack.put("one", value);
    pack.put("three", 3);
    const added = pack.added() ?? "";
    expect(added).not.toContain("two ");
    expect([pack.added(), pack.print()]).toEqual([undefined, undefined]);
    const next = new Pack(before + added);
    expect([next.get("one"), next.get("two"), next.get("three")]).toEqual([value, 2, 3]);
  });

  it("has nothing behind damage, and is printed whole after it", () => {
    const pack = new Pack(packOf({ one: 1, two: "2" }));
    pack.put("three", 3);
    const added = pack.added() ?? "";
    const before = packOf({ one: 1, two: "2" });
    for (const damaged of [before.slice(0, -1) + added, `${before}\n${added}`, before + added.slice(0, -1)]) {
      const next = new Pack(damaged);
      expect([next.get("one"), next.get("three")]).toEqual([1, undefined]);
      next.put("four", 4);
      expect(next.added()).toBeUndefined();
      const mended = new Pack(next.print() ?? "");
      expect([mended.get("one"), mended.get("four")]).toEqual([1, 4]);
      mended.put("five", 5);
      expect(mended.added()).toBeDefined();
    }
  });

  it("seals no entry that it has not verified", () => {
    const text = packOf({ one: "intact", two: "other" });
    const pack = new Pack(text.replace("intact", "forged"));
    pack.put("three", 3);
    const printed = pack.print() ?? "";
    expect(printed).toContain("forged");
    const next = new Pack(printed);
    expect([next.get("one"), next.get("two"), next.get("three")]).toEqual([undefined, "other", 3]);
  });

  it("wants to be printed whole where nothing stands yet, and before it grows without bound", () => {
    const empty = new Pack("");
    empty.put("one", 1);
    expect(empty.added()).toBeUndefined();
    expect(new Pack(empty.print() ?? "").get("one")).toBe(1);
    const pack = new Pack(packOf({ one: 1 }));
    const megabyte = "x".repeat(1024 * 1024);
    let length = 0;
    let wholes = 0;
    for (let edit = 0; edit < 40; edit++) {
      pack.put("edited", `${edit} ${megabyte}`);
      const added = pack.added();
      const whole = added === undefined ? pack.print() : undefined;
      if (whole !== undefined) wholes++;
      length = whole?.length ?? length + (added?.length ?? 0);
      expect(added ?? whole).toBeDefined();
      expect(length).toBeLessThan(19 * 1024 * 1024);
    }
    expect(wholes).toBeLessThan(4);
  });

  it("is not printed whole again and again once what nobody asks for has filled its room", () => {
    const megabyte = "x".repeat(1024 * 1024);
    const others = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`other-${index}`, megabyte]));
    const first = new Pack(packOf(others));
    first.put("one", 1);
    expect(first.added()).toBeUndefined();
    const second = new Pack(first.print() ?? "");
    second.put("one", 2);
    expect(second.added()).toContain("one ");
  });

  it("has more room for what nobody asks for where more is asked for", () => {
    const megabyte = "x".repeat(1024 * 1024);
    const names = (name: string, count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) => `${name}-${index}`);
    const text = packOf(
      Object.fromEntries([...names("used", 40), ...names("other", 18)].map((key) => [key, megabyte])),
    );
    for (const [count, isAppended] of [
      [30, false],
      [40, true],
    ] as const) {
      const pack = new Pack(text);
      for (const key of names("used", count)) expect(pack.get(key)).toBe(megabyte);
      pack.put("one", 1);
      expect(pack.added() !== undefined).toBe(isAppended);
    }
  });

  it("keeps what nobody asks for while there is room, what was asked for last the longest", () => {
    const megabyte = "x".repeat(1024 * 1024);
    let text = "";
    for (let run = 0; run < 40; run++) {
      const pack = new Pack(text);
      expect(pack.get("always")).toBe(run === 0 ? undefined : "kept");
      pack.put("always", "kept");
      pack.put(`run-${run}`, megabyte);
      text = pack.print() ?? "";
      expect(text.length).toBeLessThan(10 * 1024 * 1024);
    }
    const last = new Pack(text);
    const kept = Array.from({ length: 40 }, (_, run) => run).filter((run) => last.get(`run-${run}`) !== undefined);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 40 - kept.length + index));
    expect(kept.length).toBeGreaterThan(6);
  });
});
