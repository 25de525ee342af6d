import type TypeScript from "typescript";
import { reachMaxSteps } from "../../model/limits.js";
import type { Declarations } from "../declarations/read-declarations.js";
import { isAtLoad } from "../environment/env-keys.js";
import type { Program } from "../program/read-program.js";
import { ts } from "../typescript/typescript.js";
import { assignmentsTo } from "./assignments.js";
import { assignMember, assignValue, bindValue, takeItems } from "./bindings.js";
import { callAround } from "./callee.js";
import { Calls } from "./calls.js";
import type { CodeFacts } from "./code-facts.js";
import { Exposure } from "./exposure.js";
import type { Flow } from "./flow.js";
import { HandleReads } from "./handle-reads.js";
import { followListMember } from "./list-methods.js";
import { MemberValues } from "./member-values.js";
import { baseExpression, isStatic, memberName, thisContainer } from "./members.js";
import { baseOf, elementsOf, type Listener, Places, resultOf, thisOf } from "./places.js";
import {
  type AnyCall,
  type Callable,
  configured,
  given,
  hostValue,
  isHandle,
  isText,
  sharedValue,
  type Value,
} from "./values.js";
import { whereItGoes } from "./where-it-goes.js";

/** Thrown where the walk takes more steps than any code that people write. */
export class TooManySteps extends Error {}

/** A kind of failure that code makes; undefined where only a run tells it. */
export interface FailureKindMade {
  readonly kind: string | undefined;
  readonly node: TypeScript.Node;
}

/** Means by which code is known. */
export interface FlowInputs {
  readonly declarations: Declarations;
  readonly factsOf: (root: TypeScript.Node) => CodeFacts;
}

/** Follows functions, objects, secrets and addresses from one function through all code of the project that it may run. */
export class ValueFlow implements Flow {
  readonly program: Program;
  readonly start: TypeScript.Node;
  readonly places: Places;
  /** Facts of all code that the function may run. */
  readonly code: CodeFacts[] = [];
  readonly handles: HandleReads = new HandleReads(this);
  readonly looseKeys: { readonly key: string; readonly node: TypeScript.Node }[] = [];
  readonly failures: FailureKindMade[] = [];
  readonly hosts = new Set<string>();
  usesEndpoints = false;
  readonly #inputs: FlowInputs;
  readonly #seen = new Set<TypeScript.Node>();
  readonly #pending: (() => void)[] = [];
  readonly #late: (() => void)[] = [];
  #steps = 0;
  readonly #calls = new Calls(this);
  readonly #members = new MemberValues(this);
  readonly #exposure = new Exposure(this);

  constructor(program: Program, inputs: FlowInputs, start: TypeScript.Node) {
    this.program = program;
    this.#inputs = inputs;
    this.start = start;
    this.places = new Places((listener, value) => this.#pending.push(() => listener(value)));
    this.reach(start);
    if (ts.isFunctionLike(start)) this.#giveArguments(start as Callable);
    this.#settle();
    this.handles.close();
    for (const host of this.#exposure.hosts) this.hosts.add(host);
  }

  #settle(): void {
    for (;;) {
      const next = this.#pending.pop();
      if (next) next();
      else if (this.#late.length === 0) return;
      else for (const work of this.#late.splice(0)) work();
      if (++this.#steps > reachMaxSteps) throw new TooManySteps();
    }
  }

  later(work: () => void): void {
    this.#late.push(work);
  }

  /** Gives the parameters of the action what its callers choose, and what it returns to them. */
  #giveArguments(start: Callable): void {
    for (const parameter of start.parameters) this.bind(parameter.name, parameter, given);
    this.places.listen(resultOf(start), (value) => {
      if (value.kind !== "address") this.expose(value, start);
    });
  }

  reach(root: TypeScript.Node): void {
    if (this.#seen.has(root)) return;
    this.#seen.add(root);
    const facts = this.#inputs.factsOf(root);
    this.code.push(facts);
    for (const { node, value } of facts.made) this.push(node, value);
    for (const place of facts.places) this.places.put(place, configured);
    for (const { node, declarations } of facts.names) this.use(declarations, (value) => this.push(node, value));
    for (const node of facts.thisNodes) this.#useThis(node);
    for (const node of facts.superNodes) this.#useSuper(node);
    for (const assignment of facts.memberAssignments) assignMember(this, this.#members, assignment);
    for (const call of facts.looseReads) {
      const read = (key: string, node: TypeScript.Node): void => void this.looseKeys.push({ key, node });
      this.handles.readKeys(call.arguments[0], { read, lose: (node) => this.handles.loseKey(node, "secrets") });
      this.push(call, configured);
    }
    for (const { node, kind } of facts.failures) {
      const take = (name: string | undefined): void => void this.failures.push({ kind: name, node });
      if (kind === undefined) take(undefined);
      else this.handles.readKeys(kind, { read: take, lose: () => take(undefined) });
    }
    if (ts.isClassLike(root)) this.#openStatics(root);
  }

  use(declarations: readonly TypeScript.Declaration[], to: Listener): void {
    for (const declaration of declarations) {
      const declared = this.#inputs.declarations.at(declaration);
      if (declared?.kind === "secret") to(sharedValue({ kind: "secret", secret: declared.secret }));
      else if (declared?.kind === "oneOf") to(sharedValue({ kind: "group", members: declared.members }));
      else if (declared?.kind === "endpoint") {
        this.hosts.add(declared.host);
        this.usesEndpoints = true;
        to(hostValue("endpoint", declared.host));
      } else this.#useDeclaration(declaration, to);
    }
  }

  #useDeclaration(declaration: TypeScript.Declaration, to: Listener): void {
    if (ts.isFunctionDeclaration(declaration)) {
      if (declaration.body) this.openFunction(declaration, to);
    } else if (ts.isClassLike(declaration)) {
      this.reach(declaration);
      to(sharedValue({ kind: "class", node: declaration }));
    } else if (ts.isModuleDeclaration(declaration)) this.reach(declaration);
    else if (ts.isSourceFile(declaration)) to(sharedValue({ kind: "namespace", node: declaration }));
    else if (ts.isExportAssignment(declaration)) {
      this.reach(declaration.expression);
      this.places.listen(declaration, to);
    } else if (ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration)) {
      this.#openVariable(declaration);
      this.places.listen(declaration, to);
    } else if (ts.isParameter(declaration)) this.places.listen(declaration, to);
  }

  openFunction(node: Callable, to: Listener): void {
    this.reach(node);
    to(sharedValue({ kind: "function", node }));
  }

  /** Reaches the initialiser of a variable that a module declares; that of any other is part of its function. */
  #openVariable(declaration: TypeScript.VariableDeclaration | TypeScript.BindingElement): void {
    const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
    if (variable === undefined || !isAtLoad(variable)) return;
    if (variable.initializer) this.reach(variable.initializer);
    for (const value of assignmentsTo(variable)) this.reach(value);
  }

  #useThis(node: TypeScript.Expression): void {
    const owner = thisContainer(node);
    if (owner === undefined) return;
    const { parent } = owner;
    if (ts.isObjectLiteralExpression(parent)) this.push(node, sharedValue({ kind: "object", node: parent }));
    if (!ts.isClassLike(parent)) return;
    if (isStatic(owner)) this.push(node, sharedValue({ kind: "class", node: parent }));
    else this.places.listen(thisOf(parent), (value) => this.push(node, value));
  }

  #useSuper(node: TypeScript.Expression): void {
    const owner = ts.findAncestor(node, ts.isClassLike);
    if (owner === undefined) return;
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression === node) {
      this.places.listen(baseOf(owner), (base) => {
        if (base.kind === "class") this.#calls.linkConstructor(parent, base.node);
      });
    } else if (ts.isPropertyAccessExpression(parent)) {
      const kind = isStatic(thisContainer(node)) ? "class" : "instance";
      this.places.listen(baseOf(owner), (base) => {
        if (base.kind !== "class") return;
        this.member(sharedValue({ kind, node: base.node }), parent.name.text, (value) => this.push(parent, value));
      });
    }
  }

  #openStatics(node: TypeScript.ClassLikeDeclaration): void {
    for (const member of node.members) {
      if (ts.isPropertyDeclaration(member) && isStatic(member)) this.reach(member);
    }
    const base = baseExpression(node);
    if (base) this.places.listen(base, (value) => this.places.put(baseOf(node), value));
  }

  push(node: TypeScript.Expression, value: Value): void {
    if (this.places.put(node, value)) this.#pending.push(() => this.#step(node, value));
  }

  /** Carries a value one step on from an expression that has it. */
  #step(node: TypeScript.Expression, value: Value): void {
    const next = whereItGoes(node);
    switch (next.kind) {
      case "expression":
        this.push(next.node, value);
        break;
      case "binding":
        this.bind(next.node.name, next.node, value);
        break;
      case "place":
        this.places.put(next.node, value);
        break;
      case "assignment":
        assignValue(this, this.#members, { target: next.target, node, value });
        if (!ts.isExpressionStatement(next.node.parent)) this.push(next.node, value);
        break;
      case "element":
        this.places.put(elementsOf(next.list), value);
        break;
      case "member":
        this.#stepMember(next.access, value, node);
        break;
      case "callee":
        this.#calls.call(next.call, value);
        break;
      case "argument":
        this.#calls.give(next.call, { node, index: next.index, value });
        break;
      case "result":
        this.places.put(resultOf(next.owner), value);
        break;
      case "items":
        takeItems(this, next.target, { node, value });
        break;
      case "text":
        if (isText(value)) this.push(next.node, value);
        else this.#makeText(value);
        break;
      case "part":
        this.#makeText(value);
        break;
      case "base":
      case "nowhere":
        break;
      case "unknown":
        this.expose(value, node);
        break;
    }
  }

  /** Runs what an object runs when it becomes a text. */
  #makeText(value: Value): void {
    if (isText(value) || isHandle(value) || value.kind === "list") return;
    for (const name of ["toString", "valueOf"]) this.member(value, name, () => {});
  }

  bind(name: TypeScript.BindingName, place: TypeScript.Node, value: Value): void {
    bindValue(this, name, { place, value });
  }

  #stepMember(
    access: TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression,
    value: Value,
    node: TypeScript.Expression,
  ): void {
    const to: Listener = (member) => this.push(access, member);
    const name = ts.isPropertyAccessExpression(access)
      ? access.name.text
      : memberName(this.program, access.argumentExpression);
    if (isHandle(value)) this.handles.take(access, name, value);
    else if (value.kind === "endpoint") this.push(callAround(access) ?? access, hostValue("address", value.host));
    else if (isText(value)) {
      if (name === undefined || !partsOfUrl.has(name)) to(value);
    } else if (value.kind === "list" && name !== undefined) {
      if (!followListMember(this, access, { name, list: value.node })) this.member(value, name, to);
    } else if (name === undefined) this.allMembers(value, node, to);
    else this.member(value, name, to);
  }

  member(value: Value, name: string, to: Listener): void {
    this.#members.of(value, name, to);
  }

  allMembers(value: Value, at: TypeScript.Node, to: Listener): void {
    this.#members.all(value, at, to);
  }

  expose(value: Value, node: TypeScript.Node): void {
    this.#exposure.take(value, node);
  }

  lose(node: TypeScript.Node, value: Value): void {
    this.handles.lose(node, value);
  }

  make(node: TypeScript.ClassLikeDeclaration, made: TypeScript.ClassLikeDeclaration): void {
    this.#calls.make(node, made);
  }

  toParameter(target: Callable, index: number, value: Value): void {
    this.#calls.toParameter(target, index, value);
  }

  onCall(owner: Callable, listener: (call: AnyCall) => void): void {
    this.#calls.onCall(owner, listener);
  }

  target(call: AnyCall, callee?: Callable): void {
    this.#calls.target(call, callee);
  }
}

/** Parts of a URL that are no address. */
const partsOfUrl: ReadonlySet<string> = new Set([
  ...["hash", "length", "password", "pathname", "port", "protocol", "search", "searchParams", "username"],
]);
