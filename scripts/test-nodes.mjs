// Runs the tests with each version of Node that Actionary supports: `npm run test:nodes -- [ARGUMENTS OF VITEST]`.
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installNode, versions } from "./nodes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const usage = `Usage: npm run test:nodes -- [--only VERSION]... [ARGUMENTS OF VITEST]

Runs the tests with Node ${versions.join(", ")}, each the newest of its line, and ends with 1 when any of them fails.
A Node that is not there yet is installed below .cache from the npm registry; nothing else changes.

  --only VERSION   with this one alone; may be repeated
  --help           this text

Examples:
  npm run test:nodes
  npm run test:nodes -- test/runtime
  npm run test:nodes -- --only 24 test/runtime/walls.test.ts
`;

/** Runs the tests with a Node, which is also the first in the path of their processes; returns the exit code. */
function runTests(program, args) {
  const env = { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH ?? ""}` };
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  return spawnSync(program, [vitest, "run", ...args], { cwd: root, env, stdio: "inherit" }).status ?? 1;
}

/** Installs one version and runs the tests; returns the result with a line to print. */
function tryVersion(version, args) {
  try {
    const program = installNode(version);
    const name = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim();
    process.stdout.write(`\nNode ${name} (${relative(root, program)})\n`);
    const status = runTests(program, args);
    return { passed: status === 0, line: `Node ${name}: ${status === 0 ? "passed" : `failed (exit code ${status})`}` };
  } catch (error) {
    return { passed: false, line: `Node ${version}: failed (${error.message})` };
  }
}

/** Separates the options of this script from the arguments for vitest. */
function readArguments(all) {
  const { tokens } = parseArgs({
    args: all,
    options: { only: { type: "string", multiple: true }, help: { type: "boolean" } },
    strict: false,
    tokens: true,
  });
  const own = tokens.filter(({ kind, name }) => kind === "option" && (name === "only" || name === "help"));
  const taken = new Set(
    own.flatMap(({ index, inlineValue }) => (inlineValue === false ? [index, index + 1] : [index])),
  );
  return {
    help: own.some(({ name }) => name === "help"),
    only: own.flatMap(({ name, value }) => (name === "only" ? [value] : [])),
    rest: all.filter((_, index) => !taken.has(index)),
  };
}

const { help, only, rest } = readArguments(process.argv.slice(2));
const unknown = only.filter((each) => !versions.includes(each));
if (help) {
  process.stdout.write(usage);
} else if (unknown.length > 0) {
  process.stderr.write(`--only ${unknown.join(", ")}: one of ${versions.join(", ")} is meant.\n`);
  process.exitCode = 2;
} else {
  const outcomes = (only.length > 0 ? only : versions).map((version) => tryVersion(version, rest));
  process.stdout.write(`\n${outcomes.map(({ line }) => line).join("\n")}\n`);
  if (outcomes.some(({ passed }) => !passed)) process.exitCode = 1;
}
