import type { Entry, Turned } from "./positions.js";
import { file } from "./write-source.js";

/** Makes actions that call or pass on functions of other files. */
export function functions({ pick }: Turned): Readonly<Record<string, Entry>> {
  return {
    ...file(
      "actions/tools/comment.ts",
      pick("comment", "/** Say. */", "/** Say it aloud. */", "/**\n * Say.\n *\n * @title Loud\n */"),
      'export function say(): string { return ""; }',
    ),
    ...file(
      "actions/_shared/helper.ts",
      'import { action, endpoint } from "actionary";',
      'import { first } from "./declared";',
      'export const api = endpoint("api", "https://api.example.com");',
      `export function help(): string { return String(${pick("body", "1", 'api.url("/")', 'first.get("FIRST_KEY")', "action.vars.region")}); }`,
      `export function infer() { return { a: 1${pick("inferred", "", ", b: [true]", ", c: null")} }; }`,
      "void [action, first];",
    ),
    ...file(
      "actions/tools/helped.ts",
      'import { help, infer } from "../_shared/helper";',
      "/** Be helped. */",
      "export function helped(): string { return help(); }",
      "/** Infer. */",
      "export function inferred(): ReturnType<typeof infer> { return infer(); }",
    ),
    ...file(
      "actions/_shared/one.ts",
      "/** One. */",
      "export function chained(): string { return help(); }",
      'import { help } from "./helper";',
    ),
    ...file("actions/_shared/two.ts", "/** Two. */", "export function chained(): number { return 2; }"),
    ...file(
      "actions/tools/chain.ts",
      pick(
        "chain",
        'export { chained } from "../_shared/one";',
        'export * from "../_shared/one";',
        'export { chained } from "../_shared/two";',
      ),
    ),
    ...file("actions/_shared/limit.ts", `export const limit = ${pick("limit", "1", "2", '"three"')};`),
    ...file(
      "actions/tools/limited.ts",
      'import { limit } from "../_shared/limit";',
      "/**\n * Limit.\n *\n * @param most - How many.\n * @param channel - Where. {@options listChannels}\n */",
      "export function limited(channel: string, most = limit): string { return channel + most; }",
      'import { listChannels } from "./lister";',
      "void listChannels;",
    ),
    ...file(
      "actions/tools/lister.ts",
      'import type { Options } from "actionary";',
      "/**\n * List.\n *\n * @param channel - Where.\n */",
      pick(
        "lister",
        "export function listChannels(channel: string): Options { return [{ value: channel, label: channel }]; }",
        "export function listChannels(channel: number): Options { return [{ value: String(channel), label: '' }]; }",
        "export function listNone(channel: string): Options { return [{ value: channel, label: channel }]; }",
      ),
    ),
  };
}
