// Sets up the git hook of this checkout: `npm run hooks`. Git then runs what is in `scripts/hooks`.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = realpathSync(fileURLToPath(new URL("..", import.meta.url)));
/** From the root of the checkout, so that a second worktree runs its own. */
const folder = "scripts/hooks";

const usage = `Usage: npm run hooks [-- --remove]

Has git run ${folder}/pre-commit before each commit: what is quick of .ci/run.
It sets core.hooksPath of this checkout and nothing else; \`git commit --no-verify\` skips the hook once.

  --remove   set core.hooksPath back
  --help     this text
`;

/** A reason why nothing was changed, in words for the user. */
class Refusal extends Error {}

/** The output of a git command in the checkout, or undefined where it fails. */
function git(...args) {
  const { status, stdout, error } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  if (error) throw new Refusal(`git cannot be started: ${error.message}.`);
  return status === 0 ? stdout.trim() : undefined;
}

function checkCheckout() {
  const top = git("rev-parse", "--show-toplevel");
  if (top !== undefined && realpathSync(top) === root) return;
  throw new Refusal(`${root} is not a git checkout of its own, so there is no commit to put a hook before.`);
}

/** Hooks in git's own folder, which git skips as soon as core.hooksPath is set. */
function ownHooks() {
  const hooks = resolve(root, git("rev-parse", "--git-path", "hooks") ?? "");
  return existsSync(hooks) ? readdirSync(hooks).filter((name) => !name.endsWith(".sample")) : [];
}

function install() {
  const current = git("config", "--get", "core.hooksPath");
  if (current === folder) return `The hook is set up already: ${folder}/pre-commit.`;
  if (current !== undefined) {
    throw new Refusal(
      `core.hooksPath is \`${current}\` already. Call ${folder}/pre-commit from your own hook instead.`,
    );
  }
  const own = ownHooks();
  if (own.length > 0) {
    throw new Refusal(
      `Git would no longer run your own hooks (${own.join(", ")}). Call ${folder}/pre-commit from them.`,
    );
  }
  chmodSync(join(root, folder, "pre-commit"), 0o755);
  if (git("config", "--local", "core.hooksPath", folder) === undefined) {
    throw new Refusal("core.hooksPath could not be set.");
  }
  return `Git now runs ${folder}/pre-commit before each commit. \`npm run hooks -- --remove\` takes it away.`;
}

function remove() {
  if (git("config", "--local", "--get", "core.hooksPath") !== folder) return "The hook is not set up.";
  git("config", "--local", "--unset", "core.hooksPath");
  return "Git runs no hook of this checkout any more.";
}

function readFlags() {
  try {
    return parseArgs({ options: { remove: { type: "boolean" }, help: { type: "boolean" } } }).values;
  } catch (error) {
    throw new Refusal(`${error.message}\n\n${usage.trimEnd()}`);
  }
}

try {
  const flags = readFlags();
  if (flags.help) {
    process.stdout.write(usage);
  } else {
    checkCheckout();
    process.stdout.write(`${flags.remove ? remove() : install()}\n`);
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
