import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { makeProject } from "./sample-project.js";

// In a process of its own with a small heap: a type that doubles at every level must not take the machine with it.

const aliases = Array.from(
  { length: 24 },
  (_, index) => `type A${index + 1} = A${index}[] | Record<string, A${index}>;`,
);

it.each([
  ["a type that doubles as it recurs", "interface P<T> { next?: P<{ a: T; b: T }>; value: T }", "P<string>"],
  ["a type that doubles with each of its names", ["interface A0 { v: string }", ...aliases].join("\n"), "A24"],
])("%s ends in a problem, quickly and in little memory", (_, declarations, type) => {
  const root = makeProject({
    "package.json": "{}",
    "actions/t.ts": `${declarations}\n/** F.\n * @param x - X. */\nexport function f(x: ${type}): void { void x; }\n`,
  });
  try {
    const script = [
      `const { codegen } = await import(${JSON.stringify(new URL("../../codegen/codegen.ts", import.meta.url).href)});`,
      `const { diagnostics } = await codegen({ cwd: ${JSON.stringify(root)}, check: "committed" });`,
      "console.log(JSON.stringify(diagnostics.map((each) => each.code)));",
      // Not left to the event loop: esbuild's service may still hold it.
      "process.exit(0);",
    ].join("\n");
    const flags = ["--max-old-space-size=400", "--conditions=source", "--import=tsx", "--input-type=module"];
    const options = {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      timeout: 20_000,
      encoding: "utf8",
    } as const;
    const { status, stdout } = spawnSync(process.execPath, [...flags, "-e", script], options);
    expect(status).toBe(0);
    expect(new Set(JSON.parse(stdout))).toEqual(new Set(["ACT315"]));
  } finally {
    rmSync(root, { recursive: true });
  }
});
