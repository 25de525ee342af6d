import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { root as checkout } from "../project/make-project.js";
import { makeLeanProject } from "./compile-project.js";

// Types that double at every level are read in a process of its own with a small heap, lest they take the machine down.

const aliases = Array.from(
  { length: 24 },
  (_, index) => `type A${index + 1} = A${index}[] | Record<string, A${index}>;`,
);

it.each([
  ["a type that doubles as it recurs", "interface P<T> { next?: P<{ a: T; b: T }>; value: T }", "P<string>"],
  ["a type that doubles with each of its names", ["interface A0 { v: string }", ...aliases].join("\n"), "A24"],
])("%s ends in a problem, quickly and in little memory", (_, declarations, type) => {
  const root = makeLeanProject({
    "package.json": "{}",
    "actions/t.ts": `${declarations}\n/** F.\n * @param x - X. */\nexport function f(x: ${type}): void { void x; }\n`,
  });
  const program = fileURLToPath(new URL("list-problems.ts", import.meta.url));
  const flags = ["--max-old-space-size=400", "--conditions=source", "--import=tsx"];
  const options = { cwd: checkout, timeout: 20_000, encoding: "utf8" } as const;
  const { status, stdout } = spawnSync(process.execPath, [...flags, program, root], options);
  expect(status).toBe(0);
  expect(new Set(JSON.parse(stdout))).toEqual(new Set(["ACT315"]));
});
