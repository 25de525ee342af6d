import type TypeScript from "typescript";
import { type LightChecker, needsChecker } from "./light-checker.js";

/**
 * Every question that reading asks about names and types goes through this one seam, so that a lighter resolver can
 * answer it: ours and ts-json-schema-generator's.
 */
export type Checker = Pick<
  TypeScript.TypeChecker,
  | "getAliasedSymbol"
  | "getAwaitedType"
  | "getConstantValue"
  | "getExportSpecifierLocalTargetSymbol"
  | "getExportsOfModule"
  | "getFullyQualifiedName"
  | "getShorthandAssignmentValueSymbol"
  | "getSymbolAtLocation"
  | "getTypeAtLocation"
  | "isTypeAssignableTo"
  | "getIndexInfosOfType"
  | "getPropertiesOfType"
  | "getReturnTypeOfSignature"
  | "getSignatureFromDeclaration"
  | "getTypeArguments"
  | "getTypeOfSymbol"
  | "isArrayType"
  | "isTupleType"
  | "typeToString"
  | "typeToTypeNode"
>;

/** Asks `light` first, where it may know the answer; else `full`, which costs the whole program when first asked for. */
export function createChecker(light: LightChecker, full: (node?: TypeScript.Node) => TypeScript.TypeChecker): Checker {
  const either = <K extends keyof LightChecker>(name: K): Checker[K] => {
    const ask = (node: never): unknown => {
      try {
        return (light[name] as (node: never) => unknown)(node);
      } catch (error) {
        if (error !== needsChecker) throw error;
        return (full(nodeOf(node))[name] as (node: never) => unknown)(node);
      }
    };
    return ask as Checker[K];
  };
  return {
    getAliasedSymbol: either("getAliasedSymbol"),
    getConstantValue: either("getConstantValue"),
    getExportsOfModule: either("getExportsOfModule"),
    getShorthandAssignmentValueSymbol: either("getShorthandAssignmentValueSymbol"),
    getSymbolAtLocation: either("getSymbolAtLocation"),
    getAwaitedType: (type) => full().getAwaitedType(type),
    getExportSpecifierLocalTargetSymbol: (node) => full(node).getExportSpecifierLocalTargetSymbol(node),
    getFullyQualifiedName: (symbol) => full().getFullyQualifiedName(symbol),
    getTypeAtLocation: (node) => full(node).getTypeAtLocation(node),
    isTypeAssignableTo: (source, target) => full().isTypeAssignableTo(source, target),
    getIndexInfosOfType: (type) => full().getIndexInfosOfType(type),
    getPropertiesOfType: (type) => full().getPropertiesOfType(type),
    getReturnTypeOfSignature: (signature) => full().getReturnTypeOfSignature(signature),
    getSignatureFromDeclaration: (node) => full(node).getSignatureFromDeclaration(node),
    getTypeArguments: (type) => full().getTypeArguments(type),
    getTypeOfSymbol: (symbol) => full().getTypeOfSymbol(symbol),
    isArrayType: (type) => full().isArrayType(type),
    isTupleType: (type) => full().isTupleType(type),
    typeToString: (type, enclosing, flags) => full().typeToString(type, enclosing, flags),
    typeToTypeNode: (type, enclosing, flags) => full().typeToTypeNode(type, enclosing, flags),
  };
}

/** The node of a question about a node; a symbol's is that of its declaration. */
function nodeOf(about: TypeScript.Node | TypeScript.Symbol | undefined): TypeScript.Node | undefined {
  if (about === undefined) return undefined;
  return "kind" in about ? about : about.declarations?.[0];
}
