import { afterAll, beforeAll, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { createInProcessExecutor, createRuntime, type Json, type JsonObject } from "../../runtime/index.js";
import { atEndOfFile } from "../project/at-end.js";
import { makeProject, readFiles } from "../project/make-project.js";

// `process.env.KEY` of actions that were generated, in real lanes: keys of secrets have the call's values, and the variables
// that the runtime provides have the host's.

const sources = readFiles(new URL("../cases/process-env/actions/", import.meta.url));
const [token, domain] = ["very-secret-token", "acme.okta.com"];
const secrets = { okta: { OKTA_TOKEN: token, OKTA_DOMAIN: domain } };
const host = { NODE_ENV: "production", TZ: process.env.TZ ?? "UTC", LANG: "de_DE.UTF-8" };
const before = Object.keys(host).map((name) => [name, process.env[name]] as const);

const atEnd = atEndOfFile();
let generated: string;

beforeAll(async () => {
  const files = Object.entries(sources).map(([path, text]) => [`actions/${path}`, text]);
  const cwd = makeProject({ "package.json": '{"type":"module"}', ...Object.fromEntries(files) }, atEnd);
  expect(await codegen({ cwd })).toMatchObject({ ok: true });
  generated = `${cwd}/generated`;
  Object.assign(process.env, host);
});
afterAll(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

it.each(["thread", "process"] as const)("a %s lane has the values of a call", async (isolation) => {
  const runtime = await createRuntime({ generated, isolation, lanes: 1 });
  const run = (name: string, args: JsonObject = {}): Promise<Json> => runtime.run(`forms.${name}`, args, { secrets });
  expect(await run("by_name")).toEqual([token, domain, token, token]);
  expect(await run("taken_apart")).toEqual([token, domain, token]);
  expect(await run("by_alias")).toEqual([token, domain, token, token]);
  expect(await run("imports")).toEqual([token, domain, token, token, token]);
  expect(await run("by_helper")).toEqual([token, [token, domain], domain]);
  expect(await run("run_later")).toEqual([token, token, token]);
  expect(await run("lists")).toEqual([token, domain]);
  expect(await run("either", { domain: true })).toBe(domain);
  expect(await run("asked")).toBe(true);
  expect(await runtime.run("forms.provided", {})).toEqual(Object.values(host));
  const without = runtime.run("forms.by_name", {}, { secrets: { okta: { OKTA_TOKEN: token } } });
  await expect(without).rejects.toMatchObject({ code: "SECRET_MISSING" });
  await runtime.close();
});

it("what the runtime provides is there in process, too", async () => {
  const executor = await createInProcessExecutor({ generated });
  expect(await executor.run("forms.provided", {})).toEqual(Object.values(host));
  await executor.close();
});
