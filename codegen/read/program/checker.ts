import type TypeScript from "typescript";
import type { LightQuestions } from "./light-checker.js";
import { needsFullChecker } from "./needs-full-checker.js";

/**
 * All questions that reading asks about names and types, ours and ts-json-schema-generator's: one interface, so that a
 * lighter resolver can answer some of them.
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

type FullChecker = (node?: TypeScript.Node) => TypeScript.TypeChecker;

/** Makes a checker that asks `light` first, then `full`, which builds the whole program when it is first called. */
export function createChecker(light: LightQuestions, full: FullChecker): Checker {
  const either = <K extends keyof LightQuestions>(name: K): Checker[K] => {
    const ask = (subject: never): unknown => {
      try {
        return (light[name] as (subject: never) => unknown).call(light, subject);
      } catch (error) {
        if (error !== needsFullChecker) throw error;
        return (full(nodeOf(subject))[name] as (subject: never) => unknown)(subject);
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

/** The node that a question is about; for a symbol that of its declaration. */
function nodeOf(subject: TypeScript.Node | TypeScript.Symbol | undefined): TypeScript.Node | undefined {
  if (subject === undefined) return undefined;
  return "kind" in subject ? subject : subject.declarations?.[0];
}
