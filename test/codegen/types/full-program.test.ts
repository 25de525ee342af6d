import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../project/make-project.js";

// TypeScript's program reads the standard library and all files: nearly a second of a run. Every place that may ask for it
// stands here with its reason; `package-types.test.ts` has the types that get by without it.

/** Files that ask what the type checker alone can answer, and what makes them. */
const reasons: Readonly<Record<string, string>> = {
  "actions/contextual-type.ts": "a parameter without a type, whose function is annotated",
  "exports/read-exports.ts": "an exported constant that may be a function: the result of a call",
  "exports/skipped-exports.ts": "an exported name that may be a function",
  "program/checker.ts": "what parsed files do not answer: names of other globals, of merged and augmented declarations",
  "program/read-program.ts": "the error in a body, which makes its result `any`",
  "types/schema/inherited-members.ts": "what an interface extends, where its syntax does not say it",
  "types/syntax/absent.ts": "whether a computed property has values, where its syntax does not say it",
  "types/syntax/check-extends.ts": "a property that is declared twice, by an interface and what it extends",
  "types/syntax/reference-parser.ts": "the form in JSON of a class, and `NodeJS.Dict`",
  "types/syntax/symbol-key.ts": "whether a computed name is a symbol",
  "types/syntax/to-json.ts": "the form in JSON of what `toJSON` returns",
  "types/checked/": "inferred results, and types that syntax does not say",
};

const questions =
  /\.(?:getAwaitedType|getExportSpecifierLocalTargetSymbol|getFullyQualifiedName|getTypeAtLocation|isTypeAssignableTo|getIndexInfosOfType|getPropertiesOfType|getReturnTypeOfSignature|getSignatureFromDeclaration|getTypeArguments|getTypeOfSymbol|isArrayType|isTupleType|typeToString|typeToTypeNode|getSemanticDiagnostics|getTypeChecker)\(/;

it("the type checker's program is asked for in these places alone", () => {
  const folder = join(root, "codegen/read");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  const asking = files.filter(
    (path) => path.endsWith(".ts") && questions.test(readFileSync(join(folder, path), "utf8")),
  );
  const places = asking.map((path) => (path.startsWith("types/checked/") ? "types/checked/" : path));
  expect([...new Set(places)].sort()).toEqual(Object.keys(reasons).sort());
});
