import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import type { Files } from "../project/make-project.js";
import { compileAt, compileFiles, errorsOf, makeLeanProject } from "./compile-project.js";
import { newTypeErrors } from "./fix/compare-sources.js";

const okta = `import { secret } from "actionary";
export const okta = secret({ name: "okta", keys: ["OKTA_TOKEN", "OKTA_DOMAIN"], optionalKeys: ["OKTA_ORG"] });
`;

/** An action that returns this. */
function action(name: string, result: string, parameters = ""): string {
  return `/** F. */\nexport function ${name}(${parameters}): unknown { return ${result}; }\n`;
}

/** Compiles these files by either resolver; returns the keys that each action is bound to, which must be the same. */
async function bound(files: Files): Promise<Readonly<Record<string, string>>> {
  const [light, full] = [await boundBy(files, "light"), await boundBy(files, "full")];
  expect(light).toEqual(full);
  return light;
}

async function boundBy(files: Files, resolver: "light" | "full"): Promise<Readonly<Record<string, string>>> {
  const compiled = await compileFiles(files, { resolver });
  expect(errorsOf(compiled)).toEqual([]);
  return Object.fromEntries(
    [...compiled.actions.values()].map(({ name, secrets }) => [
      name,
      secrets
        .map((each) => ("oneOf" in each ? "group" : [each.name, ...each.keys, ...each.optionalKeys].join(" ")))
        .join(", "),
    ]),
  );
}

/** Returns the marks of a file of these functions and a secret, by either resolver. */
async function marks(source: string): Promise<readonly string[]> {
  const files = { "t.ts": `${okta}${source}` };
  const [light, full] = [
    await compileFiles(files, { resolver: "light" }),
    await compileFiles(files, { resolver: "full" }),
  ];
  expect(light.marks).toEqual(full.marks);
  return light.marks.filter((mark) => !mark.startsWith("ACT204"));
}

describe("a key of process.env binds its secret", () => {
  it("in every form, of the case `process-env`", async () => {
    const { problems, actions } = await compileAt(new URL("../cases/process-env", import.meta.url).pathname);
    expect(problems).toEqual([]);
    const both = [{ name: "okta", keys: ["OKTA_TOKEN", "OKTA_DOMAIN"], optionalKeys: [], optional: false }];
    const token = [{ ...both[0], keys: ["OKTA_TOKEN"] }];
    expect(Object.fromEntries([...actions].map(([key, { secrets }]) => [key, secrets]))).toEqual({
      "forms.asked": token,
      "forms.by_alias": both,
      "forms.by_helper": both,
      "forms.by_name": both,
      "forms.either": both,
      "forms.imports": both,
      "forms.lists": both,
      "forms.provided": [],
      "forms.run_later": token,
      "forms.taken_apart": both,
      "okta.suspend_user": both,
    });
  });

  it("that another file declares; optional keys stay optional", async () => {
    expect(
      await bound({
        "_secrets.ts": okta,
        "t.ts": action("far", "process.env.OKTA_TOKEN") + action("optional", "process.env.OKTA_ORG"),
      }),
    ).toEqual({ far: "okta OKTA_TOKEN", optional: "okta OKTA_ORG" });
  });

  it("that the action has anyway, or its file knows, before others; a group that brings it is enough", async () => {
    const east = 'export const east = secret({ name: "east", keys: ["REGION"] });\n';
    const west = 'export const west = secret({ name: "west", keys: ["REGION"] });\n';
    const sdk = 'import { oauth, oneOf, secret } from "actionary";\n';
    const user = 'const user = oauth({ providerId: "google", grantType: "authorization_code" });\n';
    expect(
      await bound({
        "_east.ts": `${sdk}${east}`,
        "_helper.ts":
          'import { east } from "./_east.js";\nvoid east;\nexport const region = () => process.env.REGION;\n',
        "west.ts": `${sdk}${west}${action("known", "process.env.REGION")}`,
        "named.ts": `/** F.\n * @secret east */\nexport function named(): unknown { return process.env.REGION; }\n`,
        "helped.ts": `import { region } from "./_helper.js";\n${action("helped", "region()")}`,
        "group.ts": `${sdk}${user}import { west } from "./west.js";\nconst either = oneOf(user, west);\n${action("group", "[either.first().name, process.env.REGION, process.env.GOOGLE_USER_TOKEN]")}`,
      }),
    ).toEqual({
      known: "west REGION",
      named: "east REGION",
      helped: "east REGION",
      group: "group",
    });
  });

  it("for the functions that read it, and not for parameters and variables that are called `process` or `env`", async () => {
    expect(
      await bound({
        "t.ts":
          okta +
          action("none", "1") +
          action("parameter", "process.env.OKTA_TOKEN", "process: { env: { OKTA_TOKEN: string } }") +
          action("variable", "(() => { const env = { OKTA_TOKEN: 1 }; return env.OKTA_TOKEN; })()") +
          action("initial", "token", "token: string = process.env.OKTA_TOKEN ?? ''"),
      }),
    ).toEqual({ none: "", parameter: "", variable: "", initial: "okta OKTA_TOKEN" });
  });
});

describe("is an error", () => {
  const need = "function need(key: string) { return process.env[key]; }\n";

  it.each([
    ["an unknown key", action("f", "process.env.OTHER"), ["ACT430: OTHER"]],
    ["an unknown key that is taken out", action("f", "(({ OTHER }) => OTHER)(process.env)"), ["ACT431: process.env"]],
    ["an unknown key, by a helper", need + action("f", 'need("OTHER")'), ['ACT430: "OTHER"']],
    ["a key that a caller of the action chooses", action("f", "process.env[a]", "a: string"), ["ACT431: a"]],
    ["a key that a caller chooses, through a helper", `${need}${action("f", "need(a)", "a: string")}`, ["ACT431: a"]],
    ["a helper that is handed on", need + action("f", '["OKTA_TOKEN"].map(need)'), ["ACT431: need"]],
    [
      "a parameter that changes",
      `function up(key: string) { key = key.toUpperCase(); return process.env[key]; }\n${action("f", 'up("okta_token")')}`,
      ["ACT431: key"],
    ],
    [
      "a method that takes the key",
      `class Env { get(key: string) { return process.env[key]; } }\n${action("f", 'new Env().get("OKTA_TOKEN")')}`,
      ["ACT431: key"],
    ],
    [
      "an argument",
      `function f2(env: unknown) { return env; }\n${action("f", "f2(process.env)")}`,
      ["ACT431: process.env"],
    ],
    ["an assignment", action("f", '(process.env.OKTA_TOKEN = "a")'), ["ACT434: process.env.OKTA_TOKEN"]],
    ["a call while the module loads", `const t = need("OKTA_TOKEN");\n${need}${action("f", "t")}`, ["ACT433: need"]],
    [
      "a call of a call while the module loads",
      `const t = outer();\nfunction outer() { return need("OKTA_ORG"); }\n${need}${action("f", "t")}`,
      ["ACT433: outer"],
    ],
  ])("%s", async (_, source, expected) => {
    expect(await marks(source)).toEqual(expected);
  });

  it.each([
    ["what the runtime provides", 'const t = process.env.NODE_ENV === "production";\n', "t"],
    [
      "functions that are made then",
      "const c = make();\nfunction make() { return { get: () => process.env.OKTA_TOKEN }; }\n",
      "c.get()",
    ],
    [
      "functions that are handed on then",
      "const t = once(() => process.env.OKTA_TOKEN);\nfunction once<T>(f: T) { return f; }\n",
      "t()",
    ],
  ])("but not, while the module loads, %s", async (_, source, result) => {
    expect(await marks(source + action("f", result))).toEqual([]);
  });

  it("but not in files that no action loads", async () => {
    const { marks } = await compileFiles({
      "_script.ts": "export const t = process.env.T;\n",
      "constants.ts": "export const t = process.env.T;\nexport type T = string;\n",
      "t.ts": `import type { T } from "./constants.js";\n${action("f", "1", "t: T")}`,
    });
    expect(marks.filter((mark) => mark.startsWith("ACT43"))).toEqual([]);
  });
});

describe("--fix=all", () => {
  /** Fixes files below `actions/`; returns their texts, once a second run has changed nothing. */
  async function fixed(files: Files): Promise<Readonly<Record<string, string>>> {
    const below = Object.entries(files).map(([path, text]) => [`actions/${path}`, text]);
    const cwd = makeLeanProject({ "package.json": "{}", ...Object.fromEntries(below) });
    const read = (): Readonly<Record<string, string>> =>
      Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(cwd, "actions", path), "utf8")]));
    await codegen({ cwd, fix: "all" });
    const texts = read();
    const again = await codegen({ cwd, fix: "all" });
    expect([again.fixed, again.diagnostics.filter(({ severity }) => severity === "error")]).toEqual([[], []]);
    expect(read()).toEqual(texts);
    expect(
      newTypeErrors(
        Object.entries(files).map(([path, before]) => ({ before: String(before), after: texts[path] ?? "" })),
      ),
    ).toEqual([]);
    return texts;
  }

  const reads = (...keys: readonly string[]): string =>
    action("f", `[${keys.map((key) => `process.env.${key}`).join(", ")}]`);

  it("declares the keys of a file as one secret of its platform, and imports `secret`", async () => {
    expect(
      await fixed({ "integrations/okta/users.ts": reads("OKTA_TOKEN", "OKTA_DOMAIN", "OKTA_TOKEN", "TZ") }),
    ).toEqual({
      "integrations/okta/users.ts": `import { secret } from "actionary";

export const okta = secret({ name: "okta", keys: ["OKTA_TOKEN", "OKTA_DOMAIN"] });

${reads("OKTA_TOKEN", "OKTA_DOMAIN", "OKTA_TOKEN", "TZ")}`,
    });
  });

  it("declares a key in one file alone, and gives each secret a name of its own", async () => {
    const texts = await fixed({
      "integrations/okta/groups.ts": reads("OKTA_TOKEN", "OKTA_GROUP"),
      "integrations/okta/users.ts": reads("OKTA_TOKEN", "OKTA_USER"),
      "mail/_send.ts": "export const send = () => process.env.MAIL_TOKEN;\n",
      "mail/index.ts": `import { send } from "./_send.js";\n${action("f", "send()")}`,
    });
    const declared = Object.values(texts).map((text) => /secret\(\{.*\}\)/.exec(text)?.[0]);
    expect(declared).toEqual([
      'secret({ name: "okta", keys: ["OKTA_TOKEN", "OKTA_GROUP"] })',
      'secret({ name: "okta_users", keys: ["OKTA_USER"] })',
      'secret({ name: "send", keys: ["MAIL_TOKEN"] })',
      undefined,
    ]);
  });

  it.each([
    ["beside other imports", 'import { join } from "node:path"; // paths\nvoid join;\n', "t"],
    ["with the SDK's import", 'import { Failure } from "actionary";\nvoid Failure;\n', "t"],
    ["with a namespace of the SDK", 'import * as sdk from "actionary";\nvoid sdk;\n', "t"],
    ["with types of the SDK alone", 'import type { Json } from "actionary";\nexport type J = Json;\n', "t"],
    ["with another name for `secret`", 'import { secret as declare } from "actionary";\nvoid declare;\n', "t"],
    ["where names are taken", "const secret = 1;\nconst name = { t: secret };\nvoid name;\n", "t"],
    ["behind a comment of the file", "/** All of it. @packageDocumentation */\n\n", "t"],
    ["in a file whose name is a keyword", "", "delete"],
    ["in a file whose name begins with a digit", "", "2fa"],
    ["in a file whose name says OAuth", "", "google_oauth"],
    ["with ends of lines of Windows", 'import { join } from "node:path";\r\nvoid join;\r\n', "t"],
  ])("leaves nothing to fix and nothing new for tsc, %s", async (_, head, file) => {
    const named = /^\d/.test(file)
      ? `/** F. @namespace a */\nexport function f(): unknown { return process.env.KEY; }\n`
      : reads("KEY");
    const texts = await fixed({ [`${file}.ts`]: head + named });
    expect(texts).toMatchObject({ [`${file}.ts`]: expect.stringContaining('keys: ["KEY"]') });
    expect(texts[`${file}.ts`]).toContain(named);
  });
});
