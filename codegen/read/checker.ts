import type TypeScript from "typescript";

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
