import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";
import { refusedNames } from "../tree/refusals.js";
import { type WireType, wireKinds } from "../tree/wire-type.js";

const { SymbolFlags } = ts;

/** Returns the wire form of an object type; undefined where it has none. */
export function wireKindOf(type: TypeScript.Type, program: Program): WireType["kind"] | undefined {
  return isLibraryInterface(type, program) ? wireKinds.get(type.symbol.name) : undefined;
}

/** Returns the hint for an object type without a JSON form; undefined where it may have one. */
export function objectRefusal(type: TypeScript.Type, program: Program): string | undefined {
  if (isLibraryInterface(type, program)) {
    const { name } = type.symbol;
    const hint = Object.hasOwn(refusedNames, name) ? refusedNames[name] : undefined;
    return hint ?? "Use a plain object, an array, or a union of literals.";
  }
  if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) {
    return "Actions take data; leave functions out.";
  }
  const isClass = type.symbol && type.symbol.flags & SymbolFlags.Class;
  return isClass ? "Use an interface with its plain shape." : undefined;
}

function isLibraryInterface(type: TypeScript.Type, program: Program): boolean {
  const declaration = type.symbol?.declarations?.[0];
  if (declaration === undefined || !program.isLibrary(declaration.getSourceFile())) return false;
  return Boolean(type.symbol.flags & SymbolFlags.Interface);
}
