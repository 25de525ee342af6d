import type { Span } from "./source-text.js";

/** A use of another module or file that is there at run time, or an attempt at one that cannot work there. */
export interface ImportUse {
  /**
   * `import` and `import(…)`; `equals`: `import path = require("node:path")`; `url`: `new URL("./x", import.meta.url)`. The others
   * cannot work: `commonjs`: a name such as `require`; `folder`: `import.meta.dirname` and its kin; `computed`:
   * `import(expression)`.
   */
  readonly form: "import" | "equals" | "url" | "commonjs" | "folder" | "computed";
  /** The module's name as it is written; the expression where none is. */
  readonly specifier: string;
  readonly at: Span;
  /** The text that the compiled import replaces; `at` where it is the specifier alone. */
  readonly replaced?: Pick<Span, "start" | "end">;
  /** The constant that `import path = require("node:path")` declares. */
  readonly name?: string;
  /** True for an import that binds the default export and nothing else. */
  readonly takesDefaultAlone?: true;
  readonly resolved?: ResolvedFile;
  /** Edits that write it as an import. */
  readonly edits?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** The file that an import leads to, where its name and the names of the actions do not tell. */
export interface ResolvedFile {
  /** The path from the project's root, with `/`; undefined where no file was found. */
  readonly path?: string;
  /** True where `paths` of tsconfig.json or `imports` of package.json name the specifier. */
  readonly isAlias?: true;
  /** True for an ES module of a package, false for a CommonJS module. */
  readonly isEsm?: boolean;
}
