import type { SourceText } from "./source-text.js";

/** A project with actions: folders are relative to `root`, with `/`. */
export interface Project {
  /** Absolute path of the folder that holds package.json. */
  readonly root: string;
  readonly actions: string;
  readonly out: string;
  /** Packages whose actions are added. */
  readonly include: readonly string[];
  /** Declared packages and their ranges, of every kind of dependency. */
  readonly packages: ReadonlyMap<string, string>;
  readonly packageJson: SourceText;
  /** True to make errors of all warnings. */
  readonly strict?: boolean;
  /** Absolute path of the workspace that the project is part of; the root where there is none. */
  readonly workspace?: string;
}

/** Settings of the project that the command line overrides. */
export interface ProjectOverrides {
  readonly actions?: string;
  readonly out?: string;
  readonly strict?: boolean;
}

/** Tells whether `file` is a source of the project's own: below the actions folder, and not in a package there. */
export function isActionFile({ actions }: Project, file: string): boolean {
  return file.startsWith(`${actions}/`) && !file.split("/").includes("node_modules");
}
