import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";

/** Absolute paths that a whole program can start from. */
export interface ProgramRoots {
  /** All action files. */
  readonly all: readonly string[];
  /** Those that are enough for now. */
  readonly first: () => readonly string[];
}

/** TypeScript's own program. Made when a question needs it, and then once: most sources ask for names alone. */
export class WholeProgram {
  readonly #roots: ProgramRoots;
  readonly #options: TypeScript.CompilerOptions;
  readonly #host: TypeScript.CompilerHost;
  readonly #own: ReadonlySet<string>;
  #program: TypeScript.Program | undefined;
  #isMade = false;

  constructor(roots: ProgramRoots, options: TypeScript.CompilerOptions, host: TypeScript.CompilerHost) {
    this.#roots = roots;
    this.#options = options;
    this.#host = host;
    this.#own = new Set(roots.all);
  }

  /** True from the first question on, also when the program is gone. */
  get isMade(): boolean {
    return this.#isMade;
  }

  /** Lets go of the program. */
  clear(): void {
    this.#program = undefined;
  }

  /** Returns a program that contains the file of `node`. */
  containing(node?: TypeScript.Node): TypeScript.Program {
    this.#program ??= this.#make(this.#roots.first());
    const fileName = node?.getSourceFile().fileName;
    // The types of a file that was no root when it was made would all be `any` to it.
    const isMissing = fileName !== undefined && this.#own.has(fileName) && !this.#program.getSourceFile(fileName);
    return isMissing ? this.ofAll() : this.#program;
  }

  /** Returns a new program of all action files. */
  ofAll(): TypeScript.Program {
    this.#program = this.#make(this.#roots.all);
    return this.#program;
  }

  #make(rootNames: readonly string[]): TypeScript.Program {
    this.#isMade = true;
    return ts.createProgram({ rootNames, options: this.#options, host: this.#host });
  }
}
