import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lanesOf } from "../../runtime/call/resolve-options.js";
import {
  ActionError,
  createRuntime,
  type Runtime,
  type RuntimeOptions,
  type SecretSource,
} from "../../runtime/index.js";
import { type BuildExtras, type Fixture, makeBuild } from "./fixtures/make-build.js";
import { readModule } from "./fixtures/read-module.js";

const modules = { shared: readModule("shared.ts"), main: { ...readModule("main.ts"), imports: ["shared"] } };

async function fixtureOf(extras?: BuildExtras): Promise<Fixture> {
  const fixture = await makeBuild(modules, extras);
  onTestFinished(() => rmSync(fixture.generated, { recursive: true, force: true }));
  return fixture;
}

async function opened(fixture: Fixture): Promise<Runtime> {
  const runtime = await createRuntime({ generated: fixture.generated });
  onTestFinished(() => runtime.close());
  return runtime;
}

async function refused(promise: Promise<unknown>): Promise<ActionError> {
  const error = await promise.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ActionError);
  return error as ActionError;
}

test("without a build there is no runtime, and the command that makes one is named", async () => {
  const generated = mkdtempSync(join(tmpdir(), "actionary-none-"));
  onTestFinished(() => rmSync(generated, { recursive: true, force: true }));
  const error = await refused(createRuntime({ generated }));
  expect(error).toMatchObject({ code: "NOT_BUILT", retryable: false });
  expect(error.message).toMatch(/Run `npx actionary codegen`/);
});

test.each([
  ["cut off", (text: string) => text.slice(0, text.length / 2)],
  ["of another kind", () => "[]"],
  ["of another version", (text: string) => text.replace('"version":2', '"version":1')],
])("a build that is %s is refused", async (_, spoil) => {
  const fixture = await fixtureOf();
  const file = join(fixture.folder, "current.json");
  writeFileSync(file, spoil(readFileSync(file, "utf8")));
  expect((await refused(createRuntime({ generated: fixture.generated }))).code).toBe("NOT_BUILT");
});

test("missing packages are named with the command that installs them", async () => {
  const fixture = await fixtureOf({ packages: { "@acme/client": "^1.2.0", here: "1.0.0" } });
  const here = join(fixture.generated, "node_modules", "here");
  mkdirSync(here, { recursive: true });
  writeFileSync(join(here, "package.json"), "{}");
  const error = await refused(createRuntime({ generated: fixture.generated }));
  expect(error.code).toBe("NOT_BUILT");
  expect(error.message).toBe(
    'The actions need packages that are not installed: `@acme/client`. Run `npm i "@acme/client@^1.2.0"`.',
  );
});

test("packages that Yarn keeps in archives are named with the setting that puts them into folders", async () => {
  const fixture = await fixtureOf({ packages: { "@acme/client": "^1.2.0" } });
  writeFileSync(join(fixture.generated, ".pnp.cjs"), "");
  const error = await refused(createRuntime({ generated: fixture.generated }));
  expect(error.message).toMatch(/`@acme\/client`\. Yarn .* `nodeLinker: node-modules`/);
  expect(error.message).not.toContain("npm i");
});

test.each([
  "shared.js",
  "main.js",
  "sdk.js",
  "main.greet.output.js",
  "main.greet.input.js",
])("%s is not loaded if it was changed", async (file) => {
  const fixture = await fixtureOf();
  appendFileSync(join(fixture.folder, file), "\n// changed");
  const runtime = await opened(fixture);
  const error = await refused(runtime.run("main.greet", {}));
  expect(error).toMatchObject({ code: "NOT_BUILT", action: "main.greet" });
  expect(error.message).toContain(file);
  expect(error.message).toContain("npx actionary codegen");
});

test("a file that vanished because the build was renewed asks for a new runtime", async () => {
  const fixture = await fixtureOf();
  const runtime = await opened(fixture);
  rmSync(join(fixture.folder, "main.js"));
  const error = await refused(runtime.run("main.greet", {}));
  expect(error.code).toBe("NOT_BUILT");
  expect(error.message).toContain("Create a new runtime");
});

test("a stack leads to the author's line", async () => {
  const runtime = await opened(await fixtureOf());
  const error = await refused(runtime.run("main.fail", {}));
  expect(error.failure?.stack).toMatch(/main\.ts:9:9\)?$/m);
  expect(error.failure?.stack).not.toContain("lane-thread");
});

test.each<[RuntimeOptions, RegExp]>([
  [{ lanes: -1 }, /`lanes` must be a whole number from 1/],
  [{ maxLanes: 0 }, /`maxLanes` must be a whole number from 1/],
  [{ timeout: Number.NaN }, /`timeout` must be a positive number of milliseconds/],
  [{ isolation: "fork" as "process" }, /`isolation` must be "auto", "thread", "process" or "sandbox"/],
  [
    { isolation: "sandbox", sandbox: { net: false } as object },
    /no option `sandbox\.net`\. There is sandbox\.network\.$/,
  ],
  [{ sandbox: { network: false } }, /`sandbox` needs `isolation: "sandbox"`/],
  [{ sharing: "some" as "all" }, /`sharing` must be "domain" or "all"/],
  [{ lanes: 20, maxLanes: 2 }, /`lanes` \(20, of one domain\) must not be more than `maxLanes` \(2, in all\)/],
  [{ endpoints: { github: "nowhere" } }, /`endpoints.github` must be an absolute URL/],
  [{ endpoints: { github: "localhost:4010" } }, /`endpoints.github` must be an absolute URL/],
  [{ endpoints: { github: 4010 } as unknown as Record<string, string> }, /`endpoints.github` must be an absolute URL/],
  [
    { secrets: { VAULT_TOKEN: "x" } as unknown as SecretSource },
    /`secrets` .* as in `{ vault: { VAULT_TOKEN: "…" } }`/,
  ],
  [
    { isolation: "sandbox", sandbox: { netwrok: false } } as RuntimeOptions,
    /: there is no option `sandbox\.netwrok`\. Did you mean `sandbox\.network`\? There is sandbox\.network\.$/,
  ],
  [{ sandbox: { network: "no" } } as unknown as RuntimeOptions, /: `sandbox\.network` must be true or false\.$/],
  [{ sandbox: false } as unknown as RuntimeOptions, /: `sandbox` must be an object such as `{ network: false }`\.$/],
  [{ endpoints: { a: "http://x", github: "github.com" } }, /: `endpoints\.github` must be an absolute URL, such as /],
  [{ endpoints: "http://x" } as unknown as RuntimeOptions, /: `endpoints` must be absolute URLs by name/],
  [{ lane: 2 } as RuntimeOptions, /there is no option `lane`\. Did you mean `lanes`\? There are .*lanes/],
])("wrong options are told: %o", async (options, message) => {
  const fixture = await fixtureOf();
  await expect(createRuntime({ generated: fixture.generated, ...options })).rejects.toThrow(message);
});

test.each(["generated", null, ["generated"], () => {}])("options that are no object are told: %o", async (options) => {
  const created = createRuntime(options as RuntimeOptions);
  await expect(created).rejects.toThrow(/^createRuntime: the options must be an object\. There are generated, /);
});

test.each([
  [{}, { lanes: 2, maxLanes: 16 }],
  [{ lanes: 20 }, { lanes: 20, maxLanes: 20 }],
  [{ maxLanes: 1 }, { lanes: 1, maxLanes: 1 }],
  [
    { lanes: 3, maxLanes: 3 },
    { lanes: 3, maxLanes: 3 },
  ],
])("of lanes %o makes %o", (options, lanes) => {
  expect(lanesOf(options)).toEqual(lanes);
});
