import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import { callAround } from "./callee.js";
import type { Flow } from "./flow.js";
import { elementsOf, resultOf } from "./places.js";
import { type ListNode, sharedValue } from "./values.js";

/** Methods of arrays that call their argument with items, or return items. */
const listMethods: ReadonlySet<string> = new Set([
  ...[
    "at",
    "concat",
    "every",
    "filter",
    "find",
    "findLast",
    "flatMap",
    "forEach",
    "map",
    "pop",
    "reduce",
    "reduceRight",
  ],
  ...["shift", "slice", "some", "sort"],
]);

/** Follows the items of a list into a method that calls its argument, or takes one out. Returns false for any other member. */
export function followListMember(flow: Flow, access: TypeScript.Expression, { name, list }: ListMember): boolean {
  const { places } = flow;
  const call = callAround(access);
  if (/^\d+$/.test(name)) {
    places.listen(elementsOf(list), (item) => flow.push(access, item));
    return true;
  }
  if (!call || !listMethods.has(name)) return name === "length";
  flow.target(call);
  const [callback] = call.arguments;
  if (callback && !ts.isSpreadElement(callback)) {
    places.listen(callback, (value) => {
      if (value.kind !== "function") return;
      flow.target(call, value.node);
      const index = name.startsWith("reduce") ? 1 : 0;
      places.listen(elementsOf(list), (item) => flow.toParameter(value.node, index, item));
      if (name === "map" || name === "flatMap") places.listen(resultOf(value.node), (item) => flow.expose(item, call));
    });
  }
  if (name.startsWith("find") || name === "at" || name === "pop" || name === "shift") {
    places.listen(elementsOf(list), (item) => flow.push(call, item));
  } else if (name === "filter" || name === "slice" || name === "concat" || name === "sort") {
    flow.push(call, sharedValue({ kind: "list", node: list }));
  }
  return true;
}

/** A member of a list that code names. */
interface ListMember {
  readonly name: string;
  readonly list: ListNode;
}
