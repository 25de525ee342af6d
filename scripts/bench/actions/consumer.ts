/** Returns the files of a project that uses one action with every type of `actions.ts`, and of an empty one, by path. */
export function consumerFiles(actions: string, keys: readonly string[]): ReadonlyMap<string, string> {
  const key = JSON.stringify(keys.find((each) => /\.delete_\w+$/.test(each)) ?? keys[0]);
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const config = (file: string): string => JSON.stringify({ compilerOptions, files: [file] });
  return new Map([
    ["package.json", '{"type":"module"}'],
    ["tsconfig.json", config("consumer.ts")],
    ["empty.json", config("empty.ts")],
    ["empty.ts", "export {};\n"],
    ["generated/actions.ts", actions],
    ["generated/index.ts", 'export * from "./actions.js";\n'],
    ["consumer.ts", consumerText(key)],
  ]);
}

function consumerText(key: string): string {
  return `import type { Runtime } from "actionary/runtime";
import { type ActionInput, type ActionInputs, type ActionOutput, type Actions, type ActionType, isActionType } from "./generated/index.js";

declare const runtime: Runtime<Actions>;
const input: ActionInputs[${key}] = { id: "1", force: true };
const again: ActionInput<${key}> = input;
const key: ActionType = ${key};

export async function consume(text: string): Promise<ActionOutput<${key}>> {
  if (isActionType(text)) console.log(text, key);
  return runtime.run(${key}, again);
}
`;
}
