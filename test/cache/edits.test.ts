import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type CodegenMemory, createMemory } from "../../codegen/cache/memory.js";
import { type CodegenReport, codegen } from "../../codegen/codegen.js";
import { randomNumbers } from "../random-numbers.js";
import { bytesBelow, type EditedTree, plantTree, rewriteInSecret, touch } from "./edited-tree.js";
import { type Knobs, knobs, plain } from "./knobs/positions.js";

// After any edit the cache gives the output of a run without one: byte for byte, with the same problems.

const long = process.env.ACTIONARY_LONG === "1";
const total = Number(process.env.ACTIONARY_EDITS ?? (long ? 1_000 : 12));
const perSeries = Math.min(50, total);
const series = Math.ceil(total / perSeries);
const firstSeed = Number(process.env.ACTIONARY_SEED ?? Math.floor(Math.random() * 1e9));

/** Outcomes with errors in a row, after which the tree is restored: errors hide most other changes. */
const longestErrors = 4;

type Outcome = "errors" | "fine";

/** Process of a run: one of its own, or the one that stays, which was told of changes or takes everything as it was. */
type Stay = "alone" | "told" | "untold";

/** Everything that an edit may change besides the sources. */
interface Standing {
  readonly tree: EditedTree;
  /** Memory of a process that stays, as `--watch` does; some runs use it. */
  readonly memory: CodegenMemory;
  /** Knobs that were turned, the latest last. */
  readonly turned: string[];
  outcome: Outcome;
  knobs: Knobs;
  out: string;
}

it.each(Array.from({ length: series }, (_, index) => firstSeed + index))(
  `gives what a run from scratch gives, after each of ${perSeries} random edits (seed %i)`,
  { timeout: 300_000 },
  async (seed) => {
    const random = randomNumbers(seed);
    const standing: Standing = {
      tree: plantTree(),
      memory: createMemory(),
      turned: [],
      outcome: "fine",
      knobs: plain,
      out: "generated",
    };
    const edits: string[] = [];
    const seen: Outcome[] = [];
    const compare = async (edit: string, runs: { readonly twice: boolean; readonly stays: Stay }): Promise<void> => {
      edits.push(edit);
      standing.outcome = await compareWithScratch(standing, edits, { ...runs, seed });
      seen.push(standing.outcome);
    };
    await compare(restore(standing), { twice: false, stays: "told" });
    expect(seen, "the plain tree").toEqual(["fine"]);
    for (let count = 0; count < perSeries; count++) {
      const isStuck = seen.length > longestErrors && !seen.slice(-longestErrors).includes("fine");
      const edit = isStuck ? restore(standing) : editAtRandom(standing, random);
      await compare(edit, { twice: random() < 0.4, stays: pickStay(random()) });
      if (isStuck) expect(standing.outcome, "the tree that was restored").toBe("fine");
      if (random() < 0.5) standing.memory.settle();
      if (random() < 0.5) await standing.memory.warmUp();
    }
    // A tree that never fails, or is not mended again, proves little.
    if (!seen.includes("errors")) await compare(turnKnob(standing, "syntax", 1), { twice: true, stays: "told" });
    if (standing.outcome === "errors") await compare(restore(standing), { twice: true, stays: "told" });
    expect(new Set(seen)).toEqual(new Set(["fine", "errors"]));
    expect(standing.outcome).toBe("fine");
  },
);

function pickStay(random: number): Stay {
  if (random < 0.5) return "alone";
  return random < 0.75 ? "told" : "untold";
}

/** Brings all sources to where they were at first, whatever the edits have left; returns a description. */
function restore(standing: Standing): string {
  standing.turned.length = 0;
  standing.knobs = plain;
  standing.tree.restore();
  return "the plain tree";
}

function turnKnob(standing: Standing, name: keyof typeof knobs, position: number): string {
  standing.turned.push(name);
  standing.knobs = { ...standing.knobs, [name]: position };
  standing.tree.turn(standing.knobs);
  return `${name} = ${position}`;
}

/** Turns a knob, or does something to the disk that must make no difference; returns its description. */
function editAtRandom(standing: Standing, random: () => number): string {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  if (random() < 0.3) {
    const [name, disturb] = pick(Object.entries(disturbances));
    return `${name}: ${disturb(standing, pick)}`;
  }
  const away = standing.turned.filter((name) => standing.knobs[name] !== 0);
  // Errors hide other changes, so they are soon mended.
  const [latest] = standing.outcome === "errors" && random() < 0.75 ? away.slice(-1) : [];
  const name = latest ?? (random() < away.length / 16 ? pick(away) : pick(Object.keys(knobs)));
  const others = Array.from({ length: knobs[name as keyof typeof knobs] }, (_, position) => position);
  const isBack = latest !== undefined || (away.includes(name) && random() < 0.6);
  const position = isBack ? 0 : pick(others.filter((each) => each !== standing.knobs[name]));
  return turnKnob(standing, name as keyof typeof knobs, position);
}

type Disturb = (standing: Standing, pick: <T>(values: readonly T[]) => T) => string;

/** By which codegen knows its own files. */
const mark = "Generated by actionary";

/** Changes by people and tools to files that nobody edits. */
const disturbances: Readonly<Record<string, Disturb>> = {
  "a generated file is edited": (standing, pick) => withGenerated(standing, pick, (path) => appendFileSync(path, "x")),
  "a generated file is deleted": (standing, pick) => withGenerated(standing, pick, (path) => rmSync(path)),
  "a generated file changes in secret": (standing, pick) =>
    withGenerated(standing, pick, (path) => {
      const text = readFileSync(path, "latin1");
      // Not its mark: without that, it is nobody's generated file.
      const start = text.includes(mark) ? text.indexOf(mark) + mark.length : 0;
      const rest = text.slice(start).replace(/[a-y]/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
      rewriteInSecret(path, text.slice(0, start) + rest);
    }),
  "everything generated is deleted": ({ tree, out }) => {
    rmSync(join(tree.root, out), { recursive: true, force: true });
    return out;
  },
  "the build is deleted": ({ tree, out }) => {
    rmSync(join(tree.root, out, "build"), { recursive: true, force: true });
    return out;
  },
  "a file that is no longer generated appears": ({ tree, out }, pick) => {
    const path = join(
      tree.root,
      out,
      pick(["old.ts", "docs/old.md", "docs/deep/old.md", "build/old.js", "build/modules/old.js"]),
    );
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, "// Generated by actionary\n");
    return path;
  },
  "another out folder": (standing, pick) => {
    standing.out = pick(["generated", "other folder", "generated/inner".replace("/inner", "-2")]);
    return standing.out;
  },
  "a source is touched": ({ tree }, pick) => {
    const path = pick(["actions/tools/model.ts", "tsconfig.json", "node_modules/fake-vendor/index.d.ts"]);
    touch(join(tree.root, path));
    return path;
  },
  "a source changes in secret": (standing) => {
    // Same size: the comment's third position is not of it.
    const path = join(standing.tree.root, "actions/_shared/limit.ts");
    const limit = standing.knobs.limit === 0 ? 1 : 0;
    rewriteInSecret(path, `export const limit = ${limit === 0 ? "1" : "2"};\n`);
    standing.knobs = { ...standing.knobs, limit };
    standing.tree.turn(standing.knobs);
    return `limit = ${limit}`;
  },
  "the cache is deleted": ({ tree }) => {
    rmSync(join(tree.root, ".cache"), { recursive: true, force: true });
    return "";
  },
  "a file of the cache is cut": ({ tree }, pick) =>
    withCache(tree, pick, (path, length) => truncateSync(path, pick([0, 1, Math.floor(length / 2), length - 1]))),
  "a file of the cache is damaged": ({ tree }, pick) =>
    withCache(tree, pick, (path, length) => {
      const bytes = readFileSync(path);
      const at = pick(Array.from({ length }, (_, index) => index));
      bytes[at] = (bytes[at] ?? 0) ^ pick([1, 2, 4, 8, 16, 32, 64, 128]);
      writeFileSync(path, bytes);
    }),
  "a file of the cache is deleted": ({ tree }, pick) => withCache(tree, pick, (path) => rmSync(path)),
};

function withGenerated(
  { tree, out }: Standing,
  pick: <T>(values: readonly T[]) => T,
  change: (path: string) => void,
): string {
  const paths = [...bytesBelow(join(tree.root, out)).keys()];
  if (paths.length === 0) return "none";
  const path = pick(paths);
  change(join(tree.root, out, path));
  return path;
}

function withCache(
  tree: EditedTree,
  pick: <T>(values: readonly T[]) => T,
  change: (path: string, length: number) => void,
): string {
  const folder = join(tree.root, ".cache/actionary");
  if (!existsSync(folder)) return "none";
  const names = readdirSync(folder).filter((each) => !each.startsWith("."));
  if (names.length === 0) return "none"; // a run with errors keeps nothing
  const name = pick(names);
  const length = readFileSync(join(folder, name)).length;
  if (length > 0) change(join(folder, name), length);
  return name;
}

/** Compares a run with the cache and one without; tells if there were errors. */
async function compareWithScratch(
  { tree, memory, out }: Standing,
  edits: readonly string[],
  { twice, stays, seed }: { readonly twice: boolean; readonly stays: Stay; readonly seed: number },
): Promise<Outcome> {
  const story = `seed ${seed}, after:\n  ${edits.join("\n  ")}\n`;
  let before = bytesBelow(join(tree.root, out));
  const run = (): Promise<CodegenReport> => codegen({ cwd: tree.root, out, ...(stays === "alone" ? {} : { memory }) });
  // As after an edit that no event told of.
  if (stays === "untold") memory.expect([]);
  let cached = await run();
  if (stays === "untold" && memory.settle().length > 0) {
    before = bytesBelow(join(tree.root, out));
    cached = await run();
  }
  const copy = tree.copy();
  const scratch = await codegen({ cwd: copy, out, cache: false });
  expect(judgementOf(cached), story).toEqual(judgementOf(scratch));
  const after = bytesBelow(join(tree.root, out));
  const hasErrors = scratch.problems.some(({ severity }) => severity === "error");
  // Errors leave everything as it was.
  const expected = hasErrors ? before : bytesBelow(join(copy, out));
  expect([...after.keys()], story).toEqual([...expected.keys()]);
  for (const [path, bytes] of after) expect(bytes, `${path}: ${story}`).toBe(expected.get(path));
  for (const { path, status } of cached.files) {
    const name = path.slice(out.length + 1);
    const [old, now] = [before.get(name), after.get(name)];
    const truth = now === undefined ? "deleted" : now === old ? "unchanged" : "written";
    expect(`${status} ${path}`, story).toBe(`${truth} ${path}`);
  }
  if (twice) {
    const again = await codegen({ cwd: tree.root, out });
    expect(judgementOf(again), `again: ${story}`).toEqual(judgementOf(scratch));
    expect(
      again.files.filter(({ status }) => status !== "unchanged"),
      `again: ${story}`,
    ).toEqual([]);
  }
  return hasErrors ? "errors" : "fine";
}

/** Returns the part of a report that depends on the sources alone, not on what was written. */
function judgementOf({ project, actions, problems, diagnostics, files, ok }: CodegenReport): object {
  const kept = files.filter(({ status }) => status !== "deleted").map(({ path }) => path);
  // TypeScript names the files that it cannot read by their absolute paths.
  const plainly = diagnostics.map((each) => ({ ...each, message: each.message.replaceAll(project.root, "") }));
  return {
    ...{ ok, actions },
    diagnostics: plainly,
    files: kept.sort(),
    lines: problems.map(({ at }) => at.source.text),
  };
}
