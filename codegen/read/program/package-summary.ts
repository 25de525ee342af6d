import { readPackage } from "../../cache/package-files.js";
import { isDeclarationFile, isModuleText } from "../../model/declaration-file.js";
import { augmentsModules } from "./augmentations.js";

/** Facts about the declarations of a package, found without parsing them. Holds rather too much than too little. */
export interface PackageSummary {
  /** Other packages that its files name. */
  readonly packages: readonly string[];
  /** Folders from which its files look for other packages, its own first. */
  readonly folders: readonly string[];
  /** Absolute paths of files of other packages that its files name by their place. */
  readonly beyond: readonly string[];
  /** Absolute paths of files that declare something for all others. */
  readonly ambient: readonly string[];
  /** Names of the declarations in files that add to those of others. */
  readonly added: readonly string[];
}

/** Returns the names of the declarations in a text that may add to others: comments that look like it count, too. */
export function declaredNames(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:interface|enum|class|namespace|module|type)\s+([^\s"'`{<(=:;,]+)/g)].map(
    ([, name = ""]) => name,
  );
}

/** Searches the files of a package, by its folder. */
export function summarizePackage(folder: string): PackageSummary {
  const packages = new Set<string>();
  const beyond = new Set<string>();
  const ambient: string[] = [];
  const added = new Set<string>();
  const { nests } = readPackage(folder, (path, text) => {
    if (path.endsWith(".json")) return;
    const isAugmenting = augmentsModules(text);
    if (isAugmenting) for (const name of declaredNames(Buffer.from(text, "latin1").toString())) added.add(name);
    if (isAugmenting || (isDeclarationFile(path) && !isModuleText(text))) ambient.push(path);
    for (const [, specifier = ""] of text.matchAll(specifiers)) {
      if (specifier.startsWith(".")) {
        const target = targetBeyond(folder, path, specifier);
        if (target) beyond.add(target);
      } else {
        const name = packageName.exec(specifier)?.[0];
        if (name) packages.add(name);
      }
    }
  });
  const folders = [...new Set([folder, ...nests])];
  return { packages: [...packages].sort(), folders, beyond: [...beyond], ambient, added: [...added].sort() };
}

/** The name after `from`, `import`, `require`, or in `/// <reference types="…" />`; also in comments. */
const specifiers = /\b(?:from|import|require|types|path)\b\s*[(=]?\s*["']([^"'\n]+)["']/g;

const packageName = /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?=\/|$)/;

/** Returns the path that a relative specifier names, if it leads out of the package. */
function targetBeyond(folder: string, path: string, specifier: string): string | undefined {
  const ups = /^(?:\.\.\/)+|^\.\.$/.exec(specifier)?.[0].split("..").length ?? 0;
  const depth = path.slice(folder.length + 1).split("/").length;
  if (ups <= depth) return undefined;
  return new URL(specifier, `file://${path}`).pathname;
}
