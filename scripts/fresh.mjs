// In the checkout, for tests and other programs that run from source: `node scripts/fresh.mjs dist` rebuilds a stale `dist`,
// `node scripts/fresh.mjs generated` also brings the generated files up to date.
import { fileURLToPath } from "node:url";
import { build, isFresh } from "./build.mjs";

if (!isFresh()) await build();
if (process.argv[2] === "generated") {
  const { codegen, currentFreshness } = await import("../dist/codegen.js");
  const root = fileURLToPath(new URL("..", import.meta.url));
  if (currentFreshness({ cwd: root }) !== "fresh") {
    const { ok, diagnostics } = await codegen({ cwd: root });
    for (const { file, line, column, severity, code, message } of diagnostics) {
      process.stderr.write(`${file}:${line}:${column} - ${severity} ${code}: ${message}\n`);
    }
    if (!ok) process.exitCode = 1;
  }
}
