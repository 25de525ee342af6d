import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import { isWaiting } from "./code-facts.js";
import type { Flow } from "./flow.js";
import { baseExpression, exportsNamed, isStatic, memberNamed, memberParts, spreadsOf } from "./members.js";
import { baseOf, elementsOf, type Listener, resultOf } from "./places.js";
import { isHandle, sharedValue, type Value } from "./values.js";

/** Finds the values of members: of objects, lists, classes, instances and whole modules. */
export class MemberValues {
  readonly #flow: Flow;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** Finds the values of a member of a value. */
  of(value: Value, name: string, to: Listener): void {
    const { program, places } = this.#flow;
    if (value.kind === "given" || value.kind === "configured") to(value);
    if (value.kind === "list") places.listen(elementsOf(value.node), to);
    if (value.kind === "namespace") this.#flow.use(exportsNamed(program, value.node, name), to);
    if (value.kind !== "object" && value.kind !== "class" && value.kind !== "instance") return;
    const member = memberNamed(program, value, name);
    if (member) this.#open(member, to);
    else if (value.kind === "object") {
      for (const spread of spreadsOf(value.node)) places.listen(spread, (each) => this.of(each, name, to));
    } else {
      places.listen(baseOf(value.node), (base) => {
        if (base.kind === "class") this.of(sharedValue({ kind: value.kind, node: base.node }), name, to);
      });
    }
  }

  /** Finds the members of that name which take a value: a setter, or a field. `none` hears of it where there is none. */
  target(
    value: Value,
    name: string,
    { to, none }: { readonly to: (member: TypeScript.Node) => void; readonly none: () => void },
  ): void {
    const { program, places } = this.#flow;
    const member = memberParts(program, value, name).find(ts.isSetAccessor) ?? memberNamed(program, value, name);
    if (member) to(member);
    else if ((value.kind === "class" || value.kind === "instance") && baseExpression(value.node)) {
      places.listen(baseOf(value.node), (base) => {
        if (base.kind === "class") this.target(sharedValue({ kind: value.kind, node: base.node }), name, { to, none });
        else none();
      });
      this.#flow.later(() => {
        if (places.of(baseOf(value.node)).size === 0) none();
      });
    } else none();
  }

  /** Finds the values of all members of a value. A handle among them is lost: nothing tells which member is read. */
  all(value: Value, at: TypeScript.Node, to: Listener): void {
    const take: Listener = (member) => {
      if (isHandle(member)) this.#flow.lose(at, member);
      else to(member);
    };
    if (value.kind === "given") to(value);
    if (value.kind === "list") this.#flow.places.listen(elementsOf(value.node), take);
    if (value.kind === "namespace") this.#flow.use(exportsNamed(this.#flow.program, value.node), take);
    if (value.kind === "object") {
      for (const member of value.node.properties) {
        if (ts.isSpreadAssignment(member)) {
          this.#flow.places.listen(member.expression, (each) => this.all(each, at, to));
        } else this.#open(member, take);
      }
    }
    if (value.kind === "class" || value.kind === "instance") {
      for (const member of value.node.members) {
        if (isStatic(member) === (value.kind === "class")) this.#open(member, take);
      }
      this.#flow.places.listen(baseOf(value.node), (base) => {
        if (base.kind === "class") this.all(sharedValue({ kind: value.kind, node: base.node }), at, to);
      });
    }
  }

  #open(member: TypeScript.Node, to: Listener): void {
    if (ts.isMethodDeclaration(member)) {
      if (member.body) this.#flow.openFunction(member, to);
    } else if (ts.isGetAccessor(member)) {
      this.#flow.reach(member);
      this.#flow.places.listen(resultOf(member), to);
    } else if (ts.isSetAccessor(member)) this.#flow.reach(member);
    else {
      if (isWaiting(member)) this.#flow.reach(member);
      this.#flow.places.listen(member, to);
    }
  }
}
