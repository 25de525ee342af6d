import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { once } from "../../../codegen/cache/once.js";
import { checkout } from "../harness/checkout.js";
import type { Figure, Goal, Sample } from "../harness/figure.js";
import { runNode } from "../harness/run-node.js";
import { type Editor, openEditor } from "./editor.js";

/** A consumer on disk. */
export interface Consumer {
  readonly root: string;
  readonly temporary: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Returns the figures of a consumer, in the order of a round. */
export function actionsFigures({ root, temporary, files }: Consumer): readonly Figure[] {
  const node = (...args: readonly string[]): Sample => runNode(args, { cwd: root, temporary });
  const tsc = (config: string): Sample => node(join(checkout, "node_modules/typescript/bin/tsc"), "-p", config);
  const parse = fileURLToPath(new URL("../peers/parse-file.mjs", import.meta.url));
  const wanted = /runtime\.run\("([^"]+)"/.exec(files.get("consumer.ts") ?? "")?.[1] ?? "";
  const editor = once(() => openEditor(root, "consumer.ts"));
  const inEditor = (name: string, goal: Goal, run: (editor: Editor) => Sample): Figure => ({
    name,
    role: "ours",
    goals: [goal],
    run: () => run(editor()),
  });
  return [
    { name: "tsc of an empty program", role: "limit", goals: [], run: () => tsc("empty.json") },
    { name: "load, parse, bind actions.ts", role: "limit", goals: [], run: () => node(parse, "generated/actions.ts") },
    {
      name: "tsc of a consumer",
      role: "ours",
      goals: [{ kind: "over", metric: "ms", more: 1500, of: "tsc of an empty program" }],
      run: () => tsc("tsconfig.json"),
    },
    inEditor("completion in run(…)", within(200), ({ complete }) => complete('void runtime.run("")', wanted)),
    inEditor("completion of an ActionType", within(200), ({ complete }) =>
      complete('export const t: ActionType = ""', wanted),
    ),
    inEditor("completion in ActionInputs[…]", within(200), ({ complete }) =>
      complete('export type I = ActionInputs[""]', wanted),
    ),
    inEditor("hover over run", within(100), ({ hover }) => hover("return runtime.run")),
    inEditor("hover over an input", within(100), ({ hover }) => hover("const input")),
    inEditor("hover over ActionInputs", within(100), ({ hover }) => hover("type ActionInputs")),
    inEditor("hover over ActionType", within(100), ({ hover }) => hover("type ActionType")),
  ];
}

function within(limit: number): Goal {
  return { kind: "at most", metric: "ms", limit };
}
