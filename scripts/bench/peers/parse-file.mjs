// The limit of a compiler with one file: loading TypeScript, reading, parsing and binding it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ts = createRequire(import.meta.url)("typescript");
const [name = ""] = process.argv.slice(2);
const options = { target: ts.ScriptTarget.ES2023, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors };
ts.bindSourceFile(ts.createSourceFile(name, readFileSync(name, "utf8"), options), options);
