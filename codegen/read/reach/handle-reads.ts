import type TypeScript from "typescript";
import type { SecretModel } from "../../model/models.js";
import { secretKeys } from "../declarations/visible-declarations.js";
import { keysIn, parametersOf } from "../environment/env-keys.js";
import { ts } from "../typescript/typescript.js";
import { callAround } from "./callee.js";
import type { Flow } from "./flow.js";
import { type Callable, configured, type Handle, isHandle, type Value } from "./values.js";

/** A key that code reads of a secret, at the node that names it. */
export interface HandleRead {
  readonly secret: SecretModel;
  readonly key: string;
  readonly node: TypeScript.Node;
}

/** A key that code reads of whichever secret of a group is configured. */
export interface GroupRead {
  readonly members: readonly SecretModel[];
  readonly key: string;
  readonly node: TypeScript.Node;
}

/** Something that cannot be followed: a key that only a run tells, or a secret that goes to code which is not followed. */
export interface Lost {
  readonly kind: "key" | "handle";
  readonly node: TypeScript.Node;
  readonly name: string;
}

/** Takes the keys that an expression names, or hears that only a run tells them. */
interface KeyTaker {
  readonly read: (key: string, node: TypeScript.Node) => void;
  readonly lose: (node: TypeScript.Node) => void;
}

/** Collects readings of secrets through their handles, and the keys that expressions name. */
export class HandleReads {
  readonly reads: HandleRead[] = [];
  readonly groups: GroupRead[] = [];
  readonly #flow: Flow;
  readonly #lost = new Map<TypeScript.Node, Lost>();
  /** Readings whose key the callers of a function choose. */
  readonly #open = new Map<Callable, { readonly node: TypeScript.Node; readonly lose: KeyTaker["lose"] }>();
  readonly #called = new Set<Callable>();

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  get lost(): readonly Lost[] {
    return [...this.#lost.values()];
  }

  /** Reads what a member of a handle gives. */
  take(access: TypeScript.Expression, name: string | undefined, handle: Handle): void {
    if (name !== undefined && isHarmlessMember(name)) return;
    const call = callAround(access);
    if (call === undefined || name === undefined) this.lose(access, handle);
    else if (handle.kind === "group") this.#takeOfGroup({ access, call, name }, handle);
    else this.#takeOfSecret({ access, call, name }, handle);
  }

  #takeOfSecret({ access, call, name }: HandleCall, handle: Extract<Handle, { kind: "secret" }>): void {
    const { secret } = handle;
    const read = (key: string, node: TypeScript.Node): void => void this.reads.push({ secret, key, node });
    if (name === "get" && secret.kind === "custom") {
      this.readKeys(call.arguments[0], { read, lose: (node) => this.loseKey(node, secret.name) });
      this.#flow.push(call, configured);
    } else if (name === "token" && secret.kind === "oauth") {
      read(secret.key, access);
      this.#flow.push(call, configured);
    } else this.lose(access, handle);
  }

  #takeOfGroup({ access, call, name }: HandleCall, handle: Extract<Handle, { kind: "group" }>): void {
    const { members } = handle;
    const read = (key: string, node: TypeScript.Node): void => void this.groups.push({ members, key, node });
    if (name === "get") {
      this.readKeys(call.arguments[0], { read, lose: (node) => this.loseKey(node, nameOf(handle)) });
    } else if (name === "token" || name === "first") {
      for (const key of new Set(members.flatMap(secretKeys))) read(key, access);
    } else this.lose(access, handle);
    if (name === "get" || name === "token") this.#flow.push(call, configured);
  }

  /** Tells the keys that an expression names; those of a parameter by the function's callers. */
  readKeys(argument: TypeScript.Expression | undefined, taker: KeyTaker): void {
    if (argument === undefined) return;
    const keys = keysIn(this.#flow.program, argument);
    if (keys.kind === "literal") for (const key of keys.keys) taker.read(key, argument);
    else if (keys.kind === "computed" || keys.owner === this.#flow.start) taker.lose(argument);
    else {
      const { owner, index } = keys;
      this.#open.set(owner, { node: argument, lose: taker.lose });
      const seen = new Set<TypeScript.Node>();
      this.#flow.onCall(owner, (call) => {
        this.#called.add(owner);
        if (seen.has(call)) return;
        seen.add(call);
        const given = ts.isTaggedTemplateExpression(call) ? undefined : (call.arguments ?? []);
        if (given === undefined || given.slice(0, index + 1).some(ts.isSpreadElement)) taker.lose(call);
        else this.readKeys(given[index] ?? parametersOf(owner)[index]?.initializer, taker);
      });
    }
  }

  /** Loses the keys that callers choose who were not found. */
  close(): void {
    for (const [owner, { node, lose }] of this.#open) if (!this.#called.has(owner)) lose(node);
  }

  lose(node: TypeScript.Node, value: Value): void {
    if (isHandle(value)) this.#note({ kind: "handle", node, name: nameOf(value) });
  }

  loseKey(node: TypeScript.Node, name: string): void {
    this.#note({ kind: "key", node, name });
  }

  #note(lost: Lost): void {
    if (!this.#lost.has(lost.node)) this.#lost.set(lost.node, lost);
  }
}

/** A call of a handle's method. */
interface HandleCall {
  readonly access: TypeScript.Expression;
  readonly call: TypeScript.CallExpression;
  readonly name: string;
}

function nameOf(handle: Handle): string {
  return handle.kind === "secret" ? handle.secret.name : handle.members.map((each) => each.name).join(", ");
}

/** Returns whether a member of a handle holds no value of it. */
export function isHarmlessMember(name: string): boolean {
  return harmlessMembers.has(name);
}

const harmlessMembers: ReadonlySet<string> = new Set(["name", "keys", "optionalKeys", "optional"]);
