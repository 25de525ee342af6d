import type TypeScript from "typescript";
import type { Program } from "../program/read-program.js";
import type { Listener, Places } from "./places.js";
import type { AnyCall, Callable, Value } from "./values.js";

/** Means that the parts of the walk have in common. */
export interface Flow {
  readonly program: Program;
  readonly start: TypeScript.Node;
  readonly places: Places;
  /** Takes the facts of a piece of code that may run. */
  reach(root: TypeScript.Node): void;
  /** Gives an expression a value, which then goes on from there. */
  push(node: TypeScript.Expression, value: Value): void;
  /** Gives a value to a name, or to the names of a pattern. */
  bind(name: TypeScript.BindingName, place: TypeScript.Node, value: Value): void;
  /** Finds the values of what a name stands for. */
  use(declarations: readonly TypeScript.Declaration[], to: Listener): void;
  openFunction(node: Callable, to: Listener): void;
  /** Does something once no value can be carried on. */
  later(work: () => void): void;
  /** Finds the values of a member of a value. */
  member(value: Value, name: string, to: Listener): void;
  /** Finds the values of all members of a value. */
  allMembers(value: Value, at: TypeScript.Node, to: Listener): void;
  /** Takes what goes to code that is not followed. */
  expose(value: Value, node: TypeScript.Node): void;
  lose(node: TypeScript.Node, value: Value): void;
  /** Reaches what runs when an instance of a class is made, of which `made` is an instance. */
  make(node: TypeScript.ClassLikeDeclaration, made: TypeScript.ClassLikeDeclaration): void;
  toParameter(target: Callable, index: number, value: Value): void;
  onCall(owner: Callable, listener: (call: AnyCall) => void): void;
  /** Notes that a function is called, or that a call needs none. */
  target(call: AnyCall, callee?: Callable): void;
}
