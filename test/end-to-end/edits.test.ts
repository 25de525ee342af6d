import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { copyCheckout, execute } from "./checkout.js";

// Who edits a file of the SDK, of the pool or an action and then runs it sees the edit, whichever way it is run.

const action = `import { action } from "actionary";

/** Tell what this lane is made of. */
export async function probe(): Promise<{ key: string; pool: string; revision: number }> {
  return { key: action.key, pool: String(Reflect.get(globalThis, "poolRevision")), revision: 1 };
}
`;

const viaVitest = `import { createRuntime } from "actionary/runtime";
import { it } from "vitest";

it("probes", async () => {
  const runtime = await createRuntime();
  console.log("PROBED " + JSON.stringify(await runtime.run("tools.probe.probe", {})));
  await runtime.close();
});
`;

const viaNode = `import { createRuntime } from "actionary/runtime";

const runtime = await createRuntime();
console.log("PROBED " + JSON.stringify(await runtime.run("tools.probe.probe", {})));
await runtime.close();
`;

interface Probed {
  readonly key: string;
  readonly pool: string;
  readonly revision: number;
}

const runners = {
  "actionary run": ["node", "scripts/actionary.mjs", "run", "tools.probe.probe", "--json"],
  "a vitest file": ["node", "node_modules/vitest/vitest.mjs", "run", "test/probe.test.ts", "--reporter=verbose"],
  "a fresh Node": ["node", "--import", "tsx", "--conditions=source", "probe.mts"],
};

async function probe(folder: string, command: readonly string[]): Promise<Probed> {
  const { code, stdout, stderr } = await execute(command, { cwd: folder });
  const [, probed] = /PROBED (\{.*\})/.exec(stdout) ?? [];
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
  return probed === undefined ? JSON.parse(stdout).result : JSON.parse(probed);
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly one \`${from}\``);
  writeFileSync(file, text.replace(from, to));
}

it(
  "each way to run an action sees an edit of the SDK, of the pool and of the action",
  { timeout: 120_000 },
  async () => {
    const folder = copyCheckout();
    writeFileSync(join(folder, "actions/tools/probe.ts"), action);
    mkdirSync(join(folder, "test"));
    writeFileSync(join(folder, "test/probe.test.ts"), viaVitest);
    writeFileSync(join(folder, "test/global-setup.ts"), readFileSync(new URL("../global-setup.ts", import.meta.url)));
    writeFileSync(join(folder, "probe.mts"), viaNode);

    const expected = { key: "tools.probe.probe", pool: "undefined", revision: 1 };
    const steps = [
      () => {},
      () =>
        edit(
          join(folder, "runtime/sdk/action.ts"),
          'currentContext("action.key").action',
          '"edited ".concat(currentContext("action.key").action)',
        ),
      () =>
        edit(
          join(folder, "runtime/lane/serve-lane.ts"),
          "installContext({",
          'Reflect.set(globalThis, "poolRevision", "edited");\ninstallContext({',
        ),
      () => edit(join(folder, "actions/tools/probe.ts"), "revision: 1 }", "revision: 2 }"),
    ];
    const results = [
      expected,
      { ...expected, key: "edited tools.probe.probe" },
      { ...expected, key: "edited tools.probe.probe", pool: "edited" },
      { key: "edited tools.probe.probe", pool: "edited", revision: 2 },
    ];
    for (const [index, step] of steps.entries()) {
      step();
      // Each way is the first after an edit once, so that none profits from what another has rebuilt.
      const order = Object.entries(runners).map((_, at, all) => all[(at + index) % all.length] ?? all[0]);
      for (const runner of order) {
        if (runner === undefined) continue;
        const [name, command] = runner;
        expect(await probe(folder, command), `${name}, after step ${index}`).toEqual(results[index]);
      }
    }
  },
);
