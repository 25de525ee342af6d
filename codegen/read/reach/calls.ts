import type TypeScript from "typescript";
import { parametersOf } from "../environment/env-keys.js";
import type { FunctionNode } from "../program/function-node.js";
import { ts } from "../typescript/typescript.js";
import { calleeName } from "./callee.js";
import type { Flow } from "./flow.js";
import { baseExpression, isStatic, ownConstructor } from "./members.js";
import { baseOf, elementsOf, resultOf, thisOf } from "./places.js";
import { type AnyCall, type Callable, isText, sharedValue, type Value } from "./values.js";

type ClassNode = TypeScript.ClassLikeDeclaration;

/** Links calls with the functions that they call: arguments go to parameters, results come back. */
export class Calls {
  readonly #flow: Flow;
  readonly #targets = new Map<AnyCall, Set<Callable>>();
  readonly #callers = new Map<Callable, Set<AnyCall>>();
  readonly #listeners = new Map<Callable, ((call: AnyCall) => void)[]>();
  readonly #made = new Set<ClassNode>();

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** Calls a value. */
  call(call: AnyCall, value: Value): void {
    if (value.kind === "function") this.#link(call, value.node);
    else if (value.kind === "class" && ts.isNewExpression(call)) {
      this.make(value.node, value.node);
      this.linkConstructor(call, value.node);
      this.#flow.push(call, sharedValue({ kind: "instance", node: value.node }));
    } else if (isText(value) && !ts.isNewExpression(call)) this.#flow.push(call as TypeScript.Expression, value);
  }

  /** Takes a value that a call is given; where nothing tells which code is called, it is exposed at the end. */
  give(call: AnyCall, { node, index, value }: Given): void {
    const name = calleeName(call);
    const hasOne = "arguments" in call && call.arguments?.length === 1;
    const isBase = name === "URL" && (index === 1 || value.kind === "address" || hasOne);
    const isPassed = isText(value) ? isBase || passesText.has(name) : passesValue.has(name) && index === 0;
    if (isPassed) this.#flow.push(call as TypeScript.Expression, value);
    else {
      this.#flow.later(() => {
        if ((this.#targets.get(call)?.size ?? 0) === 0) this.#flow.expose(value, node);
      });
    }
  }

  target(call: AnyCall, callee?: Callable): void {
    const targets = this.#targets.get(call) ?? new Set();
    this.#targets.set(call, targets);
    if (callee) targets.add(callee);
  }

  make(node: ClassNode, made: ClassNode): void {
    this.#flow.places.put(thisOf(node), sharedValue({ kind: "instance", node: made }));
    if (node === made && this.#made.has(made)) return;
    if (node === made) this.#made.add(made);
    this.#flow.reach(node);
    for (const member of node.members) {
      if (ts.isConstructorDeclaration(member) && member.body) this.#flow.reach(member);
      if (ts.isPropertyDeclaration(member) && !isStatic(member)) this.#flow.reach(member);
    }
    const base = baseExpression(node);
    if (base === undefined) return;
    this.#flow.places.listen(baseOf(node), (value) => {
      if (value.kind === "class") this.make(value.node, made);
    });
    this.#flow.later(() => {
      if (this.#flow.places.of(baseOf(node)).size === 0)
        this.#flow.expose(sharedValue({ kind: "instance", node: made }), base);
    });
  }

  linkConstructor(call: TypeScript.CallExpression | TypeScript.NewExpression, node: ClassNode): void {
    const own = ownConstructor(node);
    if (own) {
      this.#link(call, own);
      return;
    }
    this.target(call);
    this.#flow.places.listen(baseOf(node), (base) => {
      if (base.kind === "class") this.linkConstructor(call, base.node);
    });
  }

  #link(call: AnyCall, callee: Callable): void {
    if (this.#targets.get(call)?.has(callee)) return;
    this.target(call, callee);
    this.#callers.set(callee, (this.#callers.get(callee) ?? new Set()).add(call));
    for (const listener of this.#listeners.get(callee) ?? []) listener(call);
    argumentsOf(call).forEach((argument, index) => {
      if (argument === undefined || ts.isSpreadElement(argument)) return;
      this.#flow.places.listen(argument, (value) => this.toParameter(callee, index, value));
    });
    if (ts.isConstructorDeclaration(callee)) return;
    this.#flow.places.listen(resultOf(callee), (value) => this.#flow.push(call as TypeScript.Expression, value));
  }

  onCall(owner: Callable, listener: (call: AnyCall) => void): void {
    const listeners = this.#listeners.get(owner) ?? [];
    this.#listeners.set(owner, listeners);
    listeners.push(listener);
    for (const call of [...(this.#callers.get(owner) ?? [])]) listener(call);
  }

  toParameter(target: Callable, index: number, value: Value): void {
    const parameters = parametersOf(target as FunctionNode);
    const last = parameters.at(-1);
    const parameter = parameters[index] ?? (last?.dotDotDotToken ? last : undefined);
    if (parameter === undefined) return;
    if (!parameter.dotDotDotToken) {
      this.#flow.bind(parameter.name, parameter, value);
      return;
    }
    this.#flow.places.put(elementsOf(parameter), value);
    this.#flow.bind(parameter.name, parameter, sharedValue({ kind: "list", node: parameter }));
  }
}

/** An argument of a call. */
interface Given {
  readonly node: TypeScript.Expression;
  readonly index: number;
  readonly value: Value;
}

/** Returns what a call gives, in the order of parameters: the first of a tagged template holds its texts. */
function argumentsOf(call: AnyCall): readonly (TypeScript.Expression | undefined)[] {
  if (!ts.isTaggedTemplateExpression(call)) return call.arguments ?? [];
  const { template } = call;
  const spans = ts.isTemplateExpression(template) ? template.templateSpans : [];
  return [undefined, ...spans.map(({ expression }) => expression)];
}

/** Functions whose result is an address where their argument is one. */
const passesText: ReadonlySet<string | undefined> = new Set(["String", "Request", "encodeURI"]);

/** Functions that return their first argument, or one with the same members. */
const passesValue: ReadonlySet<string | undefined> = new Set([
  ...["Object.freeze", "Object.seal", "Promise.resolve", "Promise.all", "structuredClone"],
]);
