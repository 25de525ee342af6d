import { dirname } from "node:path";
import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

/** The packages of types that are part of every program, though nobody imports them. */
export interface AutomaticTypes {
  /** The files that they begin with. */
  readonly files: readonly string[];
  /** Files and folders that decide which these are. */
  readonly inputs: readonly string[];
  /** Files that would have been meant instead, had they been there. */
  readonly absent: readonly string[];
}

/** What TypeScript says of a resolution without declaring it. */
interface Lookups {
  readonly failedLookupLocations?: readonly string[];
  readonly affectingLocations?: readonly string[];
}

/** Looks where the compiler looks. Node's types, which Actionary brings along, are none of them. */
export function findAutomaticTypes(
  root: string,
  options: TypeScript.CompilerOptions,
  host: TypeScript.ModuleResolutionHost & { readonly getDirectories?: (path: string) => string[] },
): AutomaticTypes {
  const places = options.types ? [] : (ts.getEffectiveTypeRoots(options, host) ?? []);
  const names = ts.getAutomaticTypeDirectiveNames(options, host).filter((name) => name !== "node");
  const folder = typeof options.configFilePath === "string" ? dirname(options.configFilePath) : root;
  const found = names.map((name) =>
    ts.resolveTypeReferenceDirective(name, `${folder}/__inferred type names__.ts`, options, host),
  );
  const lookups = found as readonly Lookups[];
  return {
    files: found.flatMap((each) => each.resolvedTypeReferenceDirective?.resolvedFileName ?? []),
    inputs: [...places, ...lookups.flatMap((each) => each.affectingLocations ?? [])],
    absent: lookups.flatMap((each) => each.failedLookupLocations ?? []),
  };
}
