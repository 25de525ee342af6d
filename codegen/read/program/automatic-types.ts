import { dirname } from "node:path";
import type TypeScript from "typescript";
import { resolutionFiles } from "../typescript/internals.js";
import { ts } from "../typescript/typescript.js";

/** The packages of types that are part of every program without an import. Absolute paths. */
export interface AutomaticTypes {
  /** The entry files of these packages. */
  readonly files: readonly string[];
  /** Files and folders that decide which packages these are. */
  readonly inputs: readonly string[];
  /** Files that would have been found instead, had they been there. */
  readonly absent: readonly string[];
}

/** Finds the packages as the compiler does. Node's types, which Actionary brings along, are left out. */
export function findAutomaticTypes(
  root: string,
  options: TypeScript.CompilerOptions,
  host: TypeScript.ModuleResolutionHost & { readonly getDirectories?: (path: string) => string[] },
): AutomaticTypes {
  const typeRoots = options.types ? [] : (ts.getEffectiveTypeRoots(options, host) ?? []);
  const names = ts.getAutomaticTypeDirectiveNames(options, host).filter((name) => name !== "node");
  const folder = typeof options.configFilePath === "string" ? dirname(options.configFilePath) : root;
  const resolutions = names.map((name) =>
    ts.resolveTypeReferenceDirective(name, `${folder}/__inferred type names__.ts`, options, host),
  );
  const deciding = resolutions.map(resolutionFiles);
  return {
    files: resolutions.flatMap((each) => each.resolvedTypeReferenceDirective?.resolvedFileName ?? []),
    inputs: [...typeRoots, ...deciding.flatMap(({ manifests }) => manifests)],
    absent: deciding.flatMap(({ absent }) => absent),
  };
}
