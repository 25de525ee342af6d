// The limit of a program that reads TypeScript with TypeScript: loading it, reading, parsing and binding all files.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const ts = createRequire(import.meta.url)("typescript");
const folder = join(process.cwd(), "actions");
const options = { target: ts.ScriptTarget.ES2023, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
for (const name of readdirSync(folder, { recursive: true })) {
  if (!name.endsWith(".ts")) continue;
  const file = ts.createSourceFile(name, readFileSync(join(folder, name), "utf8"), options);
  ts.bindSourceFile(file, options);
}
