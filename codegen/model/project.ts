import type { SourceText } from "./source-text.js";

/** A project whose actions are read: folders are relative to `root`, with `/`. */
export interface Project {
  /** Absolute path of the folder that holds package.json. */
  readonly root: string;
  readonly actions: string;
  readonly out: string;
  /** Packages whose actions join. */
  readonly include: readonly string[];
  /** Declared packages and their ranges, of every kind of dependency. */
  readonly packages: ReadonlyMap<string, string>;
  readonly packageJson: SourceText;
}

/** What the command line may override. */
export interface ProjectOverrides {
  readonly actions?: string;
  readonly out?: string;
}

/** Whether `file` belongs to the project's actions: it lies below their folder, and is of no package there. */
export function isActionFile({ actions }: Project, file: string): boolean {
  return file.startsWith(`${actions}/`) && !file.split("/").includes("node_modules");
}
