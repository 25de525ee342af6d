// The limit of a compiler with next to nothing to compile: starting Node and loading TypeScript.
import { createRequire } from "node:module";

createRequire(import.meta.url)("typescript");
