import { type PackModule, type Validator, validatorIn } from "../values/validator.js";
import { type Build, notBuilt } from "./read-build.js";
import { BuildError, type BuildLoader, openBuild } from "./verify.js";

/** Validators of a build; the file of each is checked and loaded when it is first needed. */
export class Validators {
  readonly #loader: BuildLoader;
  readonly #loaded = new Map<string, Validator>();
  readonly #loading = new Map<string, Promise<Validator>>();

  readonly #build: Build;

  constructor(build: Build) {
    this.#build = build;

    this.#loader = openBuild(build.folder);
  }

  /** Returns a validator that is loaded already. */
  get(name: string): Validator | undefined {
    return this.#loaded.get(name);
  }

  /** Loads a validator. Rejects with `NOT_BUILT` if its file is missing or was changed. */
  load(name: string, action: string): Promise<Validator> {
    const loading = this.#loading.get(name);
    if (loading) return loading;
    const promise = this.#read(name, action);
    this.#loading.set(name, promise);
    return promise;
  }

  async #read(name: string, action: string): Promise<Validator> {
    const built = this.#build.current.validators[name];
    if (!built) throw notBuilt(`The build lacks the validator ${name}. Run \`npx actionary codegen\`.`, action);
    try {
      this.#loader.verify([built]);
    } catch (error) {
      throw error instanceof BuildError ? notBuilt(error.message, action) : error;
    }
    const validator = validatorIn((await this.#loader.load(built.file)) as PackModule, built.rule);
    this.#loaded.set(name, validator);
    return validator;
  }
}
