import type TypeScript from "typescript";
import type { SecretModel } from "../../model/models.js";

/** Code that can be called: it has a body, or is a constructor's. */
export type Callable = TypeScript.FunctionLikeDeclaration;

/** A call of any form. */
export type AnyCall = TypeScript.CallExpression | TypeScript.NewExpression | TypeScript.TaggedTemplateExpression;

/** Nodes that make a list: a literal, or a rest parameter. */
export type ListNode = TypeScript.ArrayLiteralExpression | TypeScript.ParameterDeclaration;

/** A value that is followed through code. All others decide neither what is read nor what is contacted. */
export type Value =
  | { readonly kind: "secret"; readonly secret: SecretModel }
  | { readonly kind: "group"; readonly members: readonly SecretModel[] }
  | { readonly kind: "endpoint"; readonly host: string }
  /** A URL or its text, of which the host is known. */
  | { readonly kind: "address"; readonly host: string }
  | { readonly kind: "function"; readonly node: Callable }
  | { readonly kind: "class"; readonly node: TypeScript.ClassLikeDeclaration }
  | { readonly kind: "instance"; readonly node: TypeScript.ClassLikeDeclaration }
  | { readonly kind: "object"; readonly node: TypeScript.ObjectLiteralExpression }
  | { readonly kind: "list"; readonly node: ListNode }
  /** All that a file exports. */
  | { readonly kind: "namespace"; readonly node: TypeScript.SourceFile }
  /** What callers of the action give, or what is made of it. */
  | { readonly kind: "given" }
  /** What a secret, a variable or the configuration holds, or what is made of it. */
  | { readonly kind: "configured" };

/** A value that decides which secrets are read. */
export type Handle = Extract<Value, { kind: "secret" | "group" }>;

const byKind = new Map<Value["kind"], WeakMap<object, Value>>();
const addresses = new Map<string, Value>();

/** What a caller of an action gives. */
export const given: Value = { kind: "given" };

/** What whoever runs the action has configured. */
export const configured: Value = { kind: "configured" };

/** Returns the one value with these facts, so that values can be compared by identity. `key` is the fact that tells it apart. */
export function sharedValue(value: Exclude<Value, { kind: "address" | "endpoint" | "given" | "configured" }>): Value {
  const known = byKind.get(value.kind) ?? new WeakMap<object, Value>();
  byKind.set(value.kind, known);
  const key = value.kind === "secret" ? value.secret : value.kind === "group" ? value.members : value.node;
  const found = known.get(key) ?? value;
  known.set(key, found);
  return found;
}

/** Returns the one value of an address or endpoint at a host. */
export function hostValue(kind: "address" | "endpoint", host: string): Value {
  const name = `${kind} ${host}`;
  const found = addresses.get(name) ?? { kind, host };
  addresses.set(name, found);
  return found;
}

/** Returns whether a value decides which secrets are read. */
export function isHandle(value: Value): value is Handle {
  return value.kind === "secret" || value.kind === "group";
}

/** Returns whether a value is a text, so that what is made of it begins with it or has its origin. */
export function isText({ kind }: Value): boolean {
  return kind === "address" || kind === "given" || kind === "configured";
}
