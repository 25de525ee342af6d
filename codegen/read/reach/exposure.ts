import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import type { Flow } from "./flow.js";
import { elementsOf, type Listener, resultOf } from "./places.js";
import { isHandle, type Value } from "./values.js";

/** Takes what goes to code that is not followed: it may call every function of it, and read every part. */
export class Exposure {
  /** Hosts of addresses among it. */
  readonly hosts = new Set<string>();
  readonly #flow: Flow;
  readonly #exposed = new Set<Value>();

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  take(value: Value, node: TypeScript.Node): void {
    if (isHandle(value)) {
      this.#flow.lose(node, value);
      return;
    }
    if (value.kind === "address" && isHandedOn(node)) this.hosts.add(value.host);
    if (this.#exposed.has(value)) return;
    this.#exposed.add(value);
    const takeMember: Listener = (member) => this.take(member, node);
    if (value.kind === "function") this.#flow.places.listen(resultOf(value.node), takeMember);
    if (value.kind === "class") this.#flow.make(value.node, value.node);
    if (value.kind === "list") this.#flow.places.listen(elementsOf(value.node), takeMember);
    else this.#flow.allMembers(value, node, takeMember);
  }
}

/** Returns whether an expression is an argument, or an option of an argument. */
function isHandedOn({ parent }: TypeScript.Node): boolean {
  return ts.isCallExpression(parent) || ts.isNewExpression(parent) || ts.isPropertyAssignment(parent);
}
