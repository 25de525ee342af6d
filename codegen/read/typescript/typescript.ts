import type * as Generator from "ts-json-schema-generator";
import type TypeScript from "typescript";
import { loadPackage } from "../../packages/load-package.js";
import { loadTypeScript } from "./load-typescript.js";

// Copies, because both packages export getters: every access to a kind of node or type would call one.

/** TypeScript, for modules that always need it: importing this one loads it. */
export const ts: typeof TypeScript = { ...loadTypeScript() };

/** ts-json-schema-generator, by `require`, so that both share one TypeScript. */
export const generator: typeof Generator = {
  ...(loadPackage("ts-json-schema-generator") as typeof Generator),
};
