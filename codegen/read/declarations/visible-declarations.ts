import type TypeScript from "typescript";
import type { Declared } from "../../model/file-reading.js";
import type { SecretModel } from "../../model/models.js";
import type { Program } from "../program/read-program.js";
import { symbolNamed } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";
import type { Declarations } from "./read-declarations.js";

/** Returns the secrets and groups that a file imports or declares, by the names that it has for them. */
export function declarationsIn(
  { program, declarations }: { readonly program: Program; readonly declarations: Declarations },
  tree: TypeScript.SourceFile,
): ReadonlyMap<string, Declared> {
  const visible = new Map<string, Declared>();
  for (const statement of tree.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) {
      const target = symbolNamed(program, name);
      const found = target?.valueDeclaration && declarations.at(target.valueDeclaration);
      if (found && found.kind !== "endpoint") visible.set(name.text, found);
    }
  }
  for (const each of declarations.of(tree)) if (each.kind !== "endpoint") visible.set(each.constant, each);
  return visible;
}

/** Returns all keys of a secret, the optional ones last. */
export function secretKeys(secret: SecretModel): readonly string[] {
  return secret.kind === "oauth" ? [secret.key] : [...secret.keys, ...secret.optionalKeys];
}
