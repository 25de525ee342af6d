import type TypeScript from "typescript";
import type { SecretModel } from "../../model/models.js";
import type { Declarations } from "../declarations/read-declarations.js";
import { isAtLoad, keysIn, parametersOf } from "../environment/env-keys.js";
import type { FunctionNode } from "../program/function-node.js";
import type { Program } from "../program/read-program.js";
import { symbolNamed } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";
import { assignmentsTo } from "./assignments.js";
import { type CodeFacts, isWaiting } from "./code-facts.js";
import { exportsNamed, isStatic, memberName, memberNamed, ownConstructor, spreadsOf, thisContainer } from "./members.js";
import { type Callable, configured, given, hostValue, isHandle, isText, type ListNode, type Value, valueOf } from "./values.js";
import { whereItGoes } from "./where-it-goes.js";

type Call = TypeScript.CallExpression | TypeScript.NewExpression | TypeScript.TaggedTemplateExpression;
type ClassNode = TypeScript.ClassLikeDeclaration;
type Listener = (value: Value) => void;

/** A key that code reads of a secret, at the node that names it. */
export interface HandleRead {
  readonly secret: SecretModel;
  readonly key: string;
  readonly node: TypeScript.Node;
}

/** Something that cannot be followed. */
export type Lost =
  /** A key that only a run tells. */
  | { readonly kind: "key"; readonly node: TypeScript.Node; readonly name: string }
  /** A secret that is handed to code which is not followed. */
  | { readonly kind: "handle"; readonly node: TypeScript.Node; readonly name: string };

/** What a function reaches, with all code that it may run. */
export interface Reached {
  readonly code: readonly CodeFacts[];
  readonly reads: readonly HandleRead[];
  readonly groups: readonly (readonly SecretModel[])[];
  readonly looseKeys: readonly { readonly key: string; readonly node: TypeScript.Node }[];
  /** Hosts of addresses that are handed to code which is not followed. */
  readonly hosts: ReadonlySet<string>;
  readonly lost: readonly Lost[];
  /** The values that an expression may have, as far as they are followed. */
  valuesOf(node: TypeScript.Node): ReadonlySet<Value>;
}

const none: ReadonlySet<Value> = new Set();

/** Follows functions, objects, secrets and addresses from one function through all code of the project that it may run. */
export class ValueFlow implements Reached {
  readonly code: CodeFacts[] = [];
  readonly reads: HandleRead[] = [];
  readonly groups: (readonly SecretModel[])[] = [];
  readonly looseKeys: { readonly key: string; readonly node: TypeScript.Node }[] = [];
  readonly hosts = new Set<string>();
  readonly lost: Lost[] = [];
  readonly #program: Program;
  readonly #declarations: Declarations;
  readonly #factsOf: (root: TypeScript.Node) => CodeFacts;
  readonly #start: TypeScript.Node;
  readonly #seen = new Set<TypeScript.Node>();
  readonly #pending: (readonly [node: TypeScript.Expression, value: Value])[] = [];
  readonly #values = new Map<object, Set<Value>>();
  readonly #listeners = new Map<object, Listener[]>();
  readonly #targets = new Map<Call, Set<Callable>>();
  readonly #callers = new Map<Callable, Set<Call>>();
  readonly #callerListeners = new Map<Callable, ((call: Call) => void)[]>();
  /** Values that were given to calls of code which is not followed, unless a target is found. */
  readonly #given: { readonly call: Call; readonly node: TypeScript.Expression; readonly value: Value }[] = [];
  readonly #exposed = new Set<Value>();
  readonly #made = new Set<ClassNode>();
  /** Readings whose key the callers of a function choose. */
  readonly #openKeys = new Map<Callable, { readonly node: TypeScript.Node; readonly name: string }>();

  constructor(
    program: Program,
    {
      declarations,
      factsOf,
    }: { readonly declarations: Declarations; readonly factsOf: (root: TypeScript.Node) => CodeFacts },
    start: TypeScript.Node,
  ) {
    this.#program = program;
    this.#declarations = declarations;
    this.#factsOf = factsOf;
    this.#start = start;
    this.#reach(start);
    if (ts.isFunctionLike(start)) this.#giveArguments(start as Callable);
    this.#settle();
    this.#closeKeys();
  }

  valuesOf(node: TypeScript.Node): ReadonlySet<Value> {
    return this.#values.get(node) ?? none;
  }

  #settle(): void {
    do {
      for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) this.#step(...next);
      for (const { call, node, value } of this.#given.splice(0)) {
        if ((this.#targets.get(call)?.size ?? 0) === 0) this.#expose(value, node);
      }
    } while (this.#pending.length > 0 || this.#given.length > 0);
  }

  /** Gives the parameters of the action what its callers choose, and what it returns to them. */
  #giveArguments(start: Callable): void {
    for (const parameter of start.parameters) this.#bind(parameter.name, parameter, given);
    this.#listen(resultOf(start), (value) => {
      if (value.kind !== "address") this.#expose(value, start);
    });
  }

  #reach(root: TypeScript.Node): void {
    if (this.#seen.has(root)) return;
    this.#seen.add(root);
    const facts = this.#factsOf(root);
    this.code.push(facts);
    for (const { node, value } of facts.made) this.#push(node, value);
    for (const place of facts.places) this.#put(place, configured);
    for (const { node, declarations } of facts.names) this.#use(declarations, (value) => this.#push(node, value));
    for (const node of facts.thisNodes) this.#useThis(node);
    for (const node of facts.superNodes) this.#useSuper(node);
    for (const call of facts.looseReads) {
      this.#readKey(call.arguments[0], { node: call, name: "secrets" }, (key, node) => this.looseKeys.push({ key, node }));
      this.#push(call, configured);
    }
    if (ts.isClassLike(root)) this.#openStatics(root);
  }

  /** Finds the values of what a name stands for. */
  #use(declarations: readonly TypeScript.Declaration[], to: Listener): void {
    for (const declaration of declarations) {
      const declared = this.#declarations.at(declaration);
      if (declared?.kind === "secret") to(valueOf({ kind: "secret", secret: declared.secret }));
      else if (declared?.kind === "oneOf") {
        this.groups.push(declared.members);
        to(valueOf({ kind: "group", members: declared.members }));
      } else if (declared?.kind === "endpoint") {
        this.hosts.add(declared.host);
        to(hostValue("endpoint", declared.host));
      } else this.#useDeclaration(declaration, to);
    }
  }

  #useDeclaration(declaration: TypeScript.Declaration, to: Listener): void {
    if (ts.isFunctionDeclaration(declaration)) {
      if (declaration.body) this.#openFunction(declaration, to);
    } else if (ts.isClassLike(declaration)) {
      this.#reach(declaration);
      to(valueOf({ kind: "class", node: declaration }));
    } else if (ts.isModuleDeclaration(declaration)) this.#reach(declaration);
    else if (ts.isSourceFile(declaration)) to(valueOf({ kind: "namespace", node: declaration }));
    else if (ts.isExportAssignment(declaration)) {
      this.#reach(declaration.expression);
      this.#listen(declaration, to);
    } else if (ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration)) {
      this.#openVariable(declaration);
      this.#listen(declaration, to);
    } else if (ts.isParameter(declaration)) this.#listen(declaration, to);
  }

  #openFunction(node: Callable, to: Listener): void {
    this.#reach(node);
    to(valueOf({ kind: "function", node }));
  }

  /** Reaches the initialiser of a variable that a module declares; that of any other is part of its function. */
  #openVariable(declaration: TypeScript.VariableDeclaration | TypeScript.BindingElement): void {
    const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
    if (variable === undefined || !isAtLoad(variable)) return;
    if (variable.initializer) this.#reach(variable.initializer);
    for (const value of assignmentsTo(variable)) this.#reach(value);
  }

  #useThis(node: TypeScript.Expression): void {
    const owner = thisContainer(node);
    if (owner === undefined) return;
    const { parent } = owner;
    if (ts.isObjectLiteralExpression(parent)) this.#push(node, valueOf({ kind: "object", node: parent }));
    if (!ts.isClassLike(parent)) return;
    if (isStatic(owner)) this.#push(node, valueOf({ kind: "class", node: parent }));
    else this.#listen(thisOf(parent), (value) => this.#push(node, value));
  }

  #useSuper(node: TypeScript.Expression): void {
    const owner = ts.findAncestor(node, ts.isClassLike);
    if (owner === undefined) return;
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression === node) {
      this.#listen(baseOf(owner), (base) => {
        if (base.kind === "class") this.#linkConstructor(parent, base.node);
      });
    } else if (ts.isPropertyAccessExpression(parent)) {
      const kind = isStatic(thisContainer(node)) ? "class" : "instance";
      this.#listen(baseOf(owner), (base) => {
        if (base.kind !== "class") return;
        this.#member(valueOf({ kind, node: base.node }), parent.name.text, (value) => this.#push(parent, value));
      });
    }
  }

  #openStatics(node: ClassNode): void {
    for (const member of node.members) {
      if (ts.isPropertyDeclaration(member) && isStatic(member)) this.#reach(member);
    }
    const base = baseExpression(node);
    if (base) this.#listen(base, (value) => this.#put(baseOf(node), value));
  }

  #push(node: TypeScript.Expression, value: Value): void {
    if (this.#put(node, value)) this.#pending.push([node, value]);
  }

  /** Adds a value to a place, and tells those who read it. Returns whether it is new there. */
  #put(place: object, value: Value): boolean {
    const values = this.#values.get(place) ?? new Set();
    if (values.has(value)) return false;
    this.#values.set(place, values.add(value));
    for (const listener of [...(this.#listeners.get(place) ?? [])]) listener(value);
    return true;
  }

  #listen(place: object, listener: Listener): void {
    const listeners = this.#listeners.get(place) ?? [];
    listeners.push(listener);
    this.#listeners.set(place, listeners);
    for (const value of [...(this.#values.get(place) ?? none)]) listener(value);
  }

  /** Carries a value one step on from an expression that has it. */
  #step(node: TypeScript.Expression, value: Value): void {
    const next = whereItGoes(node);
    switch (next.kind) {
      case "expression":
        this.#push(next.node, value);
        break;
      case "binding":
        this.#bind(next.node.name, next.node, value);
        break;
      case "place":
        this.#put(next.node, value);
        break;
      case "assignment":
        this.#assign(next.target, value, node);
        if (!ts.isExpressionStatement(next.node.parent)) this.#push(next.node, value);
        break;
      case "element":
        this.#put(elementsOf(next.list), value);
        break;
      case "member":
        this.#stepMember(next.access, value, node);
        break;
      case "callee":
        this.#call(next.call, value);
        break;
      case "argument":
        this.#give(next.call, { node, index: next.index, value });
        break;
      case "result":
        this.#put(resultOf(next.owner), value);
        break;
      case "items":
        this.#takeItems(next.target, value, node);
        break;
      case "base":
        break;
      case "text":
        if (isText(value)) this.#push(next.node, value);
        break;
      case "nowhere":
        break;
      case "unknown":
        this.#expose(value, node);
        break;
    }
  }

  /** Gives a value to a name, or to the names of a pattern. */
  #bind(name: TypeScript.BindingName, place: TypeScript.Node, value: Value): void {
    if (ts.isIdentifier(name)) {
      this.#put(place, value);
      return;
    }
    name.elements.forEach((element, index) => {
      if (ts.isOmittedExpression(element)) return;
      if (element.dotDotDotToken) {
        if (isHandle(value)) this.#lose(element, value);
        else this.#bind(element.name, element, value);
        return;
      }
      const key = ts.isArrayBindingPattern(name) ? String(index) : memberName(this.#program, element.propertyName ?? element.name);
      const to = (member: Value): void => this.#bind(element.name, element, member);
      if (isHandle(value)) {
        if (key === undefined || !harmless.has(key)) this.#lose(element, value);
      } else if (key === undefined) this.#allMembers(value, element, to);
      else this.#member(value, key, to);
    });
  }

  #assign(target: TypeScript.Expression, value: Value, node: TypeScript.Expression): void {
    if (ts.isIdentifier(target)) {
      const declaration = symbolNamed(this.#program, target)?.valueDeclaration;
      if (declaration) this.#put(declaration, value);
    } else if (ts.isPropertyAccessExpression(target)) {
      const name = target.name.text;
      this.#listen(target.expression, (object) => {
        const field = "node" in object ? memberNamed(this.#program, object, name) : undefined;
        if (field && ts.isSetAccessor(field)) this.#openFunction(field, () => this.#toParameter(field, 0, value));
        else if (field) this.#put(field, value);
        else this.#expose(value, node);
      });
      if (this.valuesOf(target.expression).size === 0 && target.expression.kind !== ts.SyntaxKind.ThisKeyword) {
        this.#expose(value, node);
      }
    } else this.#expose(value, node);
  }

  #takeItems(target: TypeScript.ForInitializer, value: Value, node: TypeScript.Expression): void {
    const [variable] = ts.isVariableDeclarationList(target) ? target.declarations : [];
    if (value.kind === "list" && variable) {
      this.#listen(elementsOf(value.node), (item) => this.#bind(variable.name, variable, item));
    } else if (value.kind === "given" && variable) this.#bind(variable.name, variable, value);
    else this.#expose(value, node);
  }

  #stepMember(access: TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression, value: Value, node: TypeScript.Expression): void {
    const name = ts.isPropertyAccessExpression(access)
      ? access.name.text
      : memberName(this.#program, access.argumentExpression);
    if (isHandle(value)) this.#readHandle(access, name, value);
    else if (value.kind === "endpoint") this.#useEndpoint(access, value);
    else if (isText(value)) {
      if (name === undefined || !partsOfUrl.has(name)) this.#push(access, value);
    } else if (value.kind === "list" && name !== undefined && this.#useList(access, name, value.node)) return;
    else if (name !== undefined) this.#member(value, name, (member) => this.#push(access, member));
    else this.#allMembers(value, node, (member) => this.#push(access, member));
  }

  #readHandle(access: TypeScript.Expression, name: string | undefined, value: Extract<Value, { kind: "secret" | "group" }>): void {
    const call = callAround(access);
    if (name !== undefined && harmless.has(name)) return;
    if (value.kind === "group") {
      if (!call || (name !== "token" && name !== "first" && name !== "get")) this.#lose(access, value);
      return;
    }
    const { secret } = value;
    if (secret.kind === "oauth") {
      if (call && name === "token") {
        this.reads.push({ secret, key: secret.key, node: access });
        this.#push(call, configured);
      } else this.#lose(access, value);
      return;
    }
    if (call && name === "get") {
      const read = (key: string, node: TypeScript.Node): void => void this.reads.push({ secret, key, node });
      this.#readKey(call.arguments[0], { node: call, name: secret.name }, read);
      this.#push(call, configured);
    } else if (call && name !== undefined && wholeReads.has(name)) {
      for (const key of [...secret.keys, ...secret.optionalKeys]) this.reads.push({ secret, key, node: access });
    } else this.#lose(access, value);
  }

  /** Tells the keys that an expression names; those of a parameter by the function's callers. */
  #readKey(
    argument: TypeScript.Expression | undefined,
    at: { readonly node: TypeScript.Node; readonly name: string },
    read: (key: string, node: TypeScript.Node) => void,
  ): void {
    if (argument === undefined) return;
    const keys = keysIn(this.#program, argument);
    if (keys.kind === "literal") for (const key of keys.keys) read(key, argument);
    else if (keys.kind === "computed" || keys.owner === this.#start) {
      this.#loseKey({ node: argument, name: at.name });
    } else {
      const { owner, index } = keys;
      this.#openKeys.set(owner, { node: argument, name: at.name });
      this.#onCall(owner, (call) => {
        const given = "arguments" in call ? call.arguments : undefined;
        const spread = given?.slice(0, index + 1).find(ts.isSpreadElement);
        if (spread || given === undefined) this.#loseKey({ node: call, name: at.name });
        else this.#readKey(given[index] ?? parametersOf(owner)[index]?.initializer, at, read);
      });
    }
  }

  #closeKeys(): void {
    for (const [owner, at] of this.#openKeys) {
      if (this.#callers.has(owner)) continue;
      this.#loseKey(at);
    }
  }

  #useEndpoint(access: TypeScript.Expression, { host }: Extract<Value, { kind: "endpoint" }>): void {
    this.#push(callAround(access) ?? access, hostValue("address", host));
  }

  /** Follows the items of a list into a method that calls its argument, or takes one out. Returns false for any other member. */
  #useList(access: TypeScript.Expression, name: string, list: ListNode): boolean {
    const call = callAround(access);
    if (/^\d+$/.test(name)) {
      this.#listen(elementsOf(list), (item) => this.#push(access as never, item));
      return true;
    }
    if (!call || !listMethods.has(name)) return name === "length";
    this.#targets.set(call, this.#targets.get(call) ?? new Set());
    const [callback] = call.arguments ?? [];
    if (callback && !ts.isSpreadElement(callback)) {
      this.#listen(callback, (value) => {
        if (value.kind !== "function") return;
        this.#targetsOf(call).add(value.node);
        this.#listen(elementsOf(list), (item) => this.#toParameter(value.node, name.startsWith("reduce") ? 1 : 0, item));
        if (name === "map" || name === "flatMap") this.#listen(resultOf(value.node), (item) => this.#expose(item, call));
      });
    }
    if (name.startsWith("find") || name === "at" || name === "pop" || name === "shift") {
      this.#listen(elementsOf(list), (item) => this.#push(call, item));
    } else if (name === "filter" || name === "slice" || name === "concat") this.#push(call, valueOf({ kind: "list", node: list }));
    return true;
  }

  #call(call: Call, value: Value): void {
    if (value.kind === "function") this.#link(call, value.node);
    else if (value.kind === "class" && ts.isNewExpression(call)) {
      this.#make(value.node, value.node);
      this.#linkConstructor(call, value.node);
      this.#push(call, valueOf({ kind: "instance", node: value.node }));
    } else if (isText(value) && !ts.isNewExpression(call)) this.#push(call, value);
  }

  /** Reaches what runs when an instance of a class is made, of which `made` is an instance. */
  #make(node: ClassNode, made: ClassNode): void {
    this.#put(thisOf(node), valueOf({ kind: "instance", node: made }));
    if (node === made && this.#made.has(made)) return;
    if (node === made) this.#made.add(made);
    this.#reach(node);
    for (const member of node.members) {
      if (ts.isConstructorDeclaration(member) && member.body) this.#reach(member);
      if (ts.isPropertyDeclaration(member) && !isStatic(member)) this.#reach(member);
    }
    const base = baseExpression(node);
    if (base === undefined) return;
    this.#listen(baseOf(node), (value) => {
      if (value.kind === "class") this.#make(value.node, made);
    });
    if ((this.#values.get(baseOf(node))?.size ?? 0) === 0) this.#expose(valueOf({ kind: "instance", node: made }), base);
  }

  #linkConstructor(call: TypeScript.CallExpression | TypeScript.NewExpression, node: ClassNode): void {
    const own = ownConstructor(node);
    if (own) {
      this.#link(call, own);
      return;
    }
    this.#targetsOf(call);
    this.#listen(baseOf(node), (base) => {
      if (base.kind === "class") this.#linkConstructor(call, base.node);
    });
  }

  #targetsOf(call: Call): Set<Callable> {
    const targets = this.#targets.get(call) ?? new Set();
    this.#targets.set(call, targets);
    return targets;
  }

  #link(call: Call, target: Callable): void {
    const targets = this.#targetsOf(call);
    if (targets.has(target)) return;
    targets.add(target);
    this.#callers.set(target, (this.#callers.get(target) ?? new Set()).add(call));
    for (const listener of this.#callerListeners.get(target) ?? []) listener(call);
    const given = ts.isTaggedTemplateExpression(call)
      ? ts.isTemplateExpression(call.template)
        ? call.template.templateSpans.map(({ expression }) => expression)
        : []
      : (call.arguments ?? []);
    const shift = ts.isTaggedTemplateExpression(call) ? 1 : 0;
    given.forEach((argument, index) => {
      if (ts.isSpreadElement(argument)) return;
      this.#listen(argument, (value) => this.#toParameter(target, index + shift, value));
    });
    if (!ts.isConstructorDeclaration(target)) this.#listen(resultOf(target), (value) => this.#push(call, value));
  }

  #onCall(owner: Callable | FunctionNode, listener: (call: Call) => void): void {
    const listeners = this.#callerListeners.get(owner) ?? [];
    listeners.push(listener);
    this.#callerListeners.set(owner, listeners);
    for (const call of [...(this.#callers.get(owner) ?? [])]) listener(call);
  }

  #toParameter(target: Callable, index: number, value: Value): void {
    const parameters = parametersOf(target as FunctionNode);
    const last = parameters.at(-1);
    const parameter = parameters[index] ?? (last?.dotDotDotToken ? last : undefined);
    if (parameter === undefined) return;
    if (!parameter.dotDotDotToken) {
      this.#bind(parameter.name, parameter, value);
      return;
    }
    this.#put(elementsOf(parameter), value);
    this.#bind(parameter.name, parameter, valueOf({ kind: "list", node: parameter }));
  }

  /** Takes a value that a call is given; where nothing tells which code is called, it is exposed at the end. */
  #give(call: Call, { node, index, value }: { readonly node: TypeScript.Expression; readonly index: number; readonly value: Value }): void {
    const name = calleeName(call);
    if (isText(value)) {
      if (name === "URL" ? index === 1 || value.kind === "address" || "arguments" in call && call.arguments?.length === 1 : passesText.has(name)) {
        this.#push(call as TypeScript.Expression, value);
        return;
      }
    } else if (passesValue.has(name) && index === 0) {
      this.#push(call as TypeScript.Expression, value);
      return;
    }
    this.#given.push({ call, node, value });
  }

  /** Finds the values of a member of a value. */
  #member(value: Value, name: string, to: Listener): void {
    if (value.kind === "given" || value.kind === "configured") to(value);
    if (value.kind === "list") {
      this.#listen(elementsOf(value.node), to);
      return;
    }
    if (value.kind === "namespace") this.#use(exportsNamed(this.#program, value.node, name), to);
    if (value.kind !== "object" && value.kind !== "class" && value.kind !== "instance") return;
    const member = memberNamed(this.#program, value, name);
    if (member) this.#openMember(member, to);
    else if (value.kind === "object") {
      for (const spread of spreadsOf(value.node)) this.#listen(spread, (each) => this.#member(each, name, to));
    } else {
      this.#listen(baseOf(value.node), (base) => {
        if (base.kind === "class") this.#member(valueOf({ kind: value.kind, node: base.node }), name, to);
      });
    }
  }

  #openMember(member: TypeScript.Node, to: Listener): void {
    if (ts.isMethodDeclaration(member)) {
      if (member.body) this.#openFunction(member, to);
    } else if (ts.isGetAccessor(member)) {
      this.#reach(member);
      this.#listen(resultOf(member), to);
    } else {
      if (isWaiting(member)) this.#reach(member);
      this.#listen(member, to);
    }
  }

  #allMembers(value: Value, at: TypeScript.Node, to: Listener): void {
    const take: Listener = (member) => {
      if (isHandle(member)) this.#lose(at, member);
      else to(member);
    };
    if (value.kind === "given") to(value);
    if (value.kind === "list") this.#listen(elementsOf(value.node), take);
    if (value.kind === "namespace") this.#use(exportsNamed(this.#program, value.node), take);
    if (value.kind === "object") {
      for (const member of value.node.properties) {
        if (ts.isSpreadAssignment(member)) this.#listen(member.expression, (each) => this.#allMembers(each, at, to));
        else this.#openMember(member, take);
      }
    }
    if (value.kind === "class" || value.kind === "instance") {
      for (const member of value.node.members) {
        if (isStatic(member) === (value.kind === "class")) this.#openMember(member, take);
      }
      this.#listen(baseOf(value.node), (base) => {
        if (base.kind === "class") this.#allMembers(valueOf({ kind: value.kind, node: base.node }), at, to);
      });
    }
  }

  /** Takes what goes to code that is not followed: it may call every function of it, and read every part. */
  #expose(value: Value, node: TypeScript.Node): void {
    if (isHandle(value)) {
      this.#lose(node, value);
      return;
    }
    if (value.kind === "address" && (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent) || ts.isPropertyAssignment(node.parent))) {
      this.hosts.add(value.host);
    }
    if (this.#exposed.has(value)) return;
    this.#exposed.add(value);
    const exposeMember: Listener = (member) => this.#expose(member, node);
    if (value.kind === "function") this.#listen(resultOf(value.node), exposeMember);
    if (value.kind === "class") this.#make(value.node, value.node);
    if (value.kind === "list") this.#listen(elementsOf(value.node), exposeMember);
    if (["object", "class", "instance", "namespace"].includes(value.kind)) {
      this.#allMembers(value, node, exposeMember);
    }
  }

  #lose(node: TypeScript.Node, value: Extract<Value, { kind: "secret" | "group" }>): void {
    const name = value.kind === "secret" ? value.secret.name : value.members.map((each) => each.name).join(", ");
    if (!this.lost.some((each) => each.node === node)) this.lost.push({ kind: "handle", node, name });
  }

  #loseKey({ node, name }: { readonly node: TypeScript.Node; readonly name: string }): void {
    if (!this.lost.some((each) => each.node === node)) this.lost.push({ kind: "key", node, name });
  }
}

/** Members of a handle that hold no value of it. */
const harmless: ReadonlySet<string> = new Set(["name", "keys", "optionalKeys", "optional"]);

/** Methods of handles that read all keys. */
const wholeReads: ReadonlySet<string> = new Set(["tls", "ca"]);

/** Parts of a URL that are no address. */
const partsOfUrl: ReadonlySet<string> = new Set([
  ...["hash", "length", "password", "pathname", "port", "protocol", "search", "searchParams", "username"],
]);

const passesText: ReadonlySet<string | undefined> = new Set(["String", "Request", "encodeURI"]);
const passesValue: ReadonlySet<string | undefined> = new Set([
  ...["Object.freeze", "Object.seal", "Promise.resolve", "Promise.all", "structuredClone"],
]);

const listMethods: ReadonlySet<string> = new Set([
  ...["at", "concat", "every", "filter", "find", "findLast", "flatMap", "forEach", "map", "pop", "reduce", "reduceRight"],
  ...["shift", "slice", "some", "sort"],
]);

function calleeName(call: Call): string | undefined {
  if (ts.isTaggedTemplateExpression(call)) return undefined;
  const { expression } = call;
  if (ts.isIdentifier(expression)) return expression.text;
  const isGlobal = ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression);
  return isGlobal ? `${(expression.expression as TypeScript.Identifier).text}.${expression.name.text}` : undefined;
}

/** Returns the call of an expression, through parentheses and `!`. */
function callAround(node: TypeScript.Expression): TypeScript.CallExpression | undefined {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return callAround(parent);
  return ts.isCallExpression(parent) && parent.expression === node ? parent : undefined;
}

function baseExpression(node: ClassNode): TypeScript.Expression | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression;
}

/** Places that no node stands for: what a function returns, the items of a list, `this` and the base of a class. */
const places = { result: new WeakMap(), items: new WeakMap(), self: new WeakMap(), base: new WeakMap() } as const;

function placeIn(kind: keyof typeof places, node: object): object {
  const found = places[kind].get(node) ?? {};
  places[kind].set(node, found);
  return found;
}

const resultOf = (node: TypeScript.Node): object => placeIn("result", node);
const elementsOf = (node: ListNode): object => placeIn("items", node);
const thisOf = (node: ClassNode): object => placeIn("self", node);
const baseOf = (node: ClassNode): object => placeIn("base", node);
