import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { lazyData } from "../../codegen/cache/lazy-data.js";

/** Returns a stand-in for a value, and a function that tells how often it was decoded. */
function counted<T extends object>(kind: "object" | "list", value: T): { stand: T; decoded: () => number } {
  let count = 0;
  const stand = lazyData(kind, () => {
    count++;
    return value;
  });
  return { stand, decoded: () => count };
}

describe("lazy data", () => {
  const schema = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };

  it("is decoded once, when somebody looks into it", () => {
    const { stand, decoded } = counted("object", schema);
    const names = new WeakMap([[stand, "name"]]);
    const copy = { ...{ input: stand } };
    expect(names.get(copy.input)).toBe("name");
    expect(decoded()).toBe(0);
    expect(stand.type).toBe("object");
    expect(stand.required).toEqual(["name"]);
    expect(decoded()).toBe(1);
  });

  it("is printed, compared and spread as what it stands for", () => {
    const { stand } = counted("object", schema);
    expect(JSON.stringify(stand)).toBe(JSON.stringify(schema));
    expect({ ...stand }).toEqual(schema);
    expect(Object.keys(stand)).toEqual(Object.keys(schema));
    expect("required" in stand && Object.hasOwn(stand, "type")).toBe(true);
    expect(isDeepStrictEqual({ ...stand }, schema)).toBe(true);
  });

  it("stands for lists", () => {
    const parameters = [{ name: "a" }, { name: "b" }];
    const { stand, decoded } = counted("list", parameters);
    expect(Array.isArray(stand)).toBe(true);
    expect(decoded()).toBe(0);
    expect(stand.map(({ name }) => name)).toEqual(["a", "b"]);
    expect([...stand]).toEqual(parameters);
    expect(stand.length).toBe(2);
    expect(JSON.stringify(stand)).toBe(JSON.stringify(parameters));
  });

  it("throws where somebody changes it", () => {
    const { stand } = counted("object", schema);
    expect(() => Object.assign(stand, { type: "string" })).toThrow(TypeError);
    expect(() => Reflect.deleteProperty(stand, "type") || Object.defineProperty(stand, "type", {})).toThrow(TypeError);
    expect(schema.type).toBe("object");
  });
});
