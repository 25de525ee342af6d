// Inside the checkout, for whoever runs from source (tests, tsx): `node scripts/fresh.mjs dist` rebuilds a stale `dist`,
// `node scripts/fresh.mjs generated` also brings the generated files up to date.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build, isFresh } from "./build.mjs";

if (!isFresh()) await build();
if (process.argv[2] === "generated") {
  const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
  const root = fileURLToPath(new URL("..", import.meta.url));
  // A project without problems has nothing to say; stdout belongs to whoever asked.
  const { status } = spawnSync(process.execPath, [cli, "codegen"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.exitCode = status ?? 1;
}
