import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkout, peerFile } from "../harness/checkout.js";
import type { Figure, Goal, Metric, Sample } from "../harness/figure.js";
import { runNode } from "../harness/run-node.js";
import { sharedFile } from "../tree/generate-tree.js";
import { startWatchProcess } from "./watch-process.js";

/** A project on disk. */
export interface BenchProject {
  readonly root: string;
  /** A folder beside the project, for output of the measured programs. */
  readonly temporary: string;
  readonly tree: ReadonlyMap<string, string>;
}

const typescript = join(checkout, "node_modules/typescript/bin/tsc");
const cli = join(checkout, "dist/cli.js");

/**
 * Returns the figures of code generation, in the order of a round: `nothing changed` finds the files that `cold` wrote, and
 * the edits follow one another.
 */
export function codegenFigures(project: BenchProject): readonly Figure[] {
  const { root, temporary } = project;
  const node = (...args: readonly string[]): Sample => runNode(args, { cwd: root, temporary });
  const codegen = (): Sample => node(cli, "codegen");
  const peer = (name: string): string => fileURLToPath(new URL(`../peers/${name}.mjs`, import.meta.url));
  return [
    { name: "node -e 0", role: "limit", goals: [], run: () => node("-e", "0") },
    { name: "load, read, parse, bind", role: "limit", goals: [], run: () => node(peer("bare-typescript")) },
    { name: "tsc --noEmit", role: "peer", goals: [], run: () => node(typescript, "--noEmit", "-p", ".") },
    {
      name: "ts-json-schema-generator",
      role: "peer",
      goals: [],
      run: () => node(peer("ts-json-schema-generator")),
    },
    {
      name: "typescript-json-schema",
      role: "peer",
      goals: [],
      run: () => node(...typescriptJsonSchema(temporary)),
    },
    {
      name: "cold, committed",
      role: "ours",
      // As after the checkout of a clone: the committed files, and neither build nor cache.
      goals: [
        atMost("ms", 0.6, "tsc --noEmit"),
        atMost("ms", 1, "ts-json-schema-generator"),
        atMost("megabytes", 1, "tsc --noEmit"),
      ],
      run: () => {
        codegen();
        for (const folder of ["generated/build", ".cache"])
          rmSync(join(root, folder), { recursive: true, force: true });
        return node(cli, "codegen", "--check");
      },
    },
    {
      name: "cold",
      role: "ours",
      goals: [atMost("ms", 1.2, "tsc --noEmit"), atMost("megabytes", 1, "tsc --noEmit")],
      run: () => {
        for (const folder of ["generated", ".cache"]) rmSync(join(root, folder), { recursive: true, force: true });
        return codegen();
      },
    },
    { name: "nothing changed", role: "ours", goals: [atMost("ms", 2.5, "node -e 0")], run: codegen },
    {
      name: "one file changed",
      role: "ours",
      goals: [atMost("ms", 0.25, "cold")],
      run: () => {
        addProperty(project, ownFile(project));
        return codegen();
      },
    },
    {
      name: "watch, one file saved",
      role: "ours",
      goals: [{ kind: "at most", metric: "ms", limit: 60 }],
      run: async () => {
        const watcher = await startWatchProcess(cli, root);
        try {
          // The first round still compiles code that later ones use.
          await watcher.time(() => addProperty(project, ownFile(project)));
          return await watcher.time(() => addProperty(project, ownFile(project)));
        } finally {
          watcher.close();
        }
      },
    },
    {
      name: "shared type file changed",
      role: "ours",
      goals: [],
      run: () => {
        addProperty(project, sharedFile);
        return codegen();
      },
    },
  ];
}

function atMost(metric: Metric, factor: number, of: string): Goal {
  return { kind: "ratio", metric, factor, of };
}

/** Its command line over all types. Of equal names it keeps one, because with `--uniqueNames` it throws on an inline mapped type. */
function typescriptJsonSchema(temporary: string): readonly string[] {
  const program = peerFile("typescript-json-schema/bin/typescript-json-schema");
  const flags = ["--required", "--noExtraProps", "--ignoreErrors"];
  return [program, "tsconfig.json", "*", ...flags, "--out", join(temporary, "schema.json")];
}

/** Returns a file with actions from the middle of the tree; no other file imports its types. */
function ownFile({ tree }: BenchProject): string {
  const files = [...tree.keys()].filter((path) => path.startsWith("actions/integrations/"));
  return files[Math.floor(files.length / 2)] ?? sharedFile;
}

/** Changes a file as its author would: adds a property with a new name to the first interface. */
function addProperty({ root }: BenchProject, path: string): void {
  const file = join(root, path);
  const text = readFileSync(file, "utf8");
  const count = text.match(/\bextra_\d+/g)?.length ?? 0;
  const head = /export interface \w+(?:<\w+>)? \{\n/;
  if (!head.test(text)) throw new Error(`${path} has no interface to change`);
  writeFileSync(
    file,
    text.replace(head, (found) => `${found}  /** One more. */\n  extra_${count}?: string;\n`),
  );
}
