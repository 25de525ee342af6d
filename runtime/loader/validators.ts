import { tooLarge, type ValidatorModule } from "../values/validator.js";
import { type Build, notBuilt } from "./read-build.js";
import { BuildError, type BuildLoader, filesOf, openBuild } from "./verify.js";

/** Validators of a build, each checked and loaded when it is first needed. */
export class Validators {
  readonly #loader: BuildLoader;
  readonly #loaded = new Map<string, ValidatorModule>();
  readonly #loading = new Map<string, Promise<ValidatorModule>>();

  readonly #build: Build;

  constructor(build: Build) {
    this.#build = build;

    this.#loader = openBuild(build.folder);
  }

  /** Returns a validator that is loaded already. */
  get(name: string): ValidatorModule | undefined {
    return this.#loaded.get(name);
  }

  /** Loads a validator. Rejects with `NOT_BUILT` if its file is missing or was changed. */
  load(name: string, action: string): Promise<ValidatorModule> {
    const loading = this.#loading.get(name);
    if (loading) return loading;
    const promise = this.#read(name, action);
    this.#loading.set(name, promise);
    return promise;
  }

  async #read(name: string, action: string): Promise<ValidatorModule> {
    const file = this.#build.current.validators[name];
    if (!file) throw notBuilt(`The build lacks the validator ${name}. Run \`npx actionary codegen\`.`, action);
    try {
      this.#loader.verify(filesOf(file));
    } catch (error) {
      throw error instanceof BuildError ? notBuilt(error.message, action) : error;
    }
    const validator = (await this.#import(file.file, action)) as ValidatorModule;
    this.#loaded.set(name, validator);
    return validator;
  }

  /** V8 compiles a validator as it is loaded, and overflows its stack on one for a union of thousands of objects. */
  async #import(file: string, action: string): Promise<unknown> {
    try {
      return await this.#loader.load(file);
    } catch (error) {
      throw error instanceof RangeError ? notBuilt(tooLarge(action, "arguments"), action) : error;
    }
  }
}
