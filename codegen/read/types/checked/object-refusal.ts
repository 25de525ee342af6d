import type TypeScript from "typescript";
import type { Program } from "../../program/read-program.js";
import { ts } from "../../typescript/typescript.js";
import { refusedNames } from "../tree/refusals.js";
import { type WireType, wireKinds } from "../tree/wire-type.js";

const { ObjectFlags, SymbolFlags } = ts;

/** Returns the wire form of an object type; undefined where it has none. */
export function wireKindOf(type: TypeScript.Type, program: Program): WireType["kind"] | undefined {
  return isLibraryInterface(type, program) ? wireKinds.get(type.symbol.name) : undefined;
}

/** Returns the hint for an object type without a JSON form; undefined where it may have one. */
export function objectRefusal(type: TypeScript.Type, program: Program): string | undefined {
  if (isLibraryInterface(type, program) && !isDictionary(type, program)) {
    const { name } = type.symbol;
    const hint = Object.hasOwn(refusedNames, name) ? refusedNames[name] : undefined;
    return hint ?? "Use a plain object, an array, or a union of literals.";
  }
  if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) {
    return "Actions take data; leave functions out.";
  }
  const isClass = isDeclared(type) && type.symbol.flags & SymbolFlags.Class;
  return isClass ? "Use an interface with its plain shape." : undefined;
}

/**
 * Returns whether a type is that of an interface's or a class's values: a namespace or function of the same name has the
 * same symbol, but another type (`typeof I`).
 */
export function isDeclared(type: TypeScript.Type): boolean {
  const { objectFlags } = type as TypeScript.ObjectType;
  if (objectFlags & ObjectFlags.ClassOrInterface) return true;
  if (!(objectFlags & ObjectFlags.Reference)) return false;
  return Boolean((type as TypeScript.TypeReference).target.objectFlags & ObjectFlags.ClassOrInterface);
}

/** Returns the type that `toJSON` gives of an object: its form in JSON. Undefined where it has no such method. */
export function toJsonTypeOf(type: TypeScript.Type, program: Program): TypeScript.Type | undefined {
  const method = type.getProperty("toJSON");
  if (method === undefined || wireKindOf(type, program) !== undefined) return undefined;
  const [signature] = program.checker.getTypeOfSymbol(method).getCallSignatures();
  return signature && program.checker.getReturnTypeOfSignature(signature);
}

/** Returns whether JSON writes a value in a form of its own, which it does not do once more for what `toJSON` returned. */
export function hasOwnJson(type: TypeScript.Type, program: Program): boolean {
  const members = type.isUnion() ? type.types : [type];
  return members.some(
    (member) =>
      member.flags & ts.TypeFlags.BigIntLike ||
      wireKindOf(member, program) !== undefined ||
      toJsonTypeOf(member, program) !== undefined,
  );
}

function isLibraryInterface(type: TypeScript.Type, program: Program): boolean {
  const declaration = type.symbol?.declarations?.[0];
  if (declaration === undefined || !program.isLibrary(declaration.getSourceFile())) return false;
  return isDeclared(type) && Boolean(type.symbol.flags & SymbolFlags.Interface);
}

/** Returns whether an interface has nothing but an index signature, such as Node's `Dict`. */
export function isDictionary(type: TypeScript.Type, { checker }: Program): boolean {
  return checker.getPropertiesOfType(type).length === 0 && checker.getIndexInfosOfType(type).length > 0;
}
