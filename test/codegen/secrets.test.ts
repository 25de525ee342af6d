import { describe, expect, it } from "vitest";
import { compileFiles, errorsOf, manifestOf } from "./compile-project.js";

const declared = [
  'import { endpoint, oauth, oneOf, secret, secrets } from "actionary";',
  'export const slack = secret({ name: "slack", keys: ["A", "B"], optionalKeys: ["C"] });',
  'export const other = secret({ name: "other", keys: ["B"] });',
  'export const user = oauth({ providerId: "google", grantType: "authorization_code" });',
  'export const service = oauth({ providerId: "google", grantType: "client_credentials" });',
  "export const either = oneOf(user, service);",
  'export const api = endpoint("slack", "https://slack.com/api");',
  'export const eu = endpoint("slack_eu", "https://eu.slack.com:8443/api");',
  "void [secrets, either, api];",
].join("\n");

/** Prints the secrets of each function as `name: keys?optional keys`, groups in brackets. */
async function bound(functions: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const source = [declared, ...functions].join("\n\n");
  const compiled = await compileFiles({ "t.ts": source });
  expect(errorsOf(compiled)).toEqual([]);
  const show = (use: { name: string; keys: readonly string[]; optionalKeys: readonly string[] }): string =>
    `${use.name}:${use.keys.join("+")}${use.optionalKeys.map((key) => `?${key}`).join("")}`;
  return Object.fromEntries(
    [...compiled.actions.values()].map((action) => [
      action.name,
      action.secrets.map((each) => ("oneOf" in each ? `[${each.oneOf.map(show).join(" ")}]` : show(each))).join(" "),
    ]),
  );
}

describe("an action is bound to", () => {
  it("the keys that it reads, and no other", async () => {
    expect(
      await bound([
        '/** F. */\nexport function one(): string { return slack.get("B"); }',
        '/** F. */\nexport function two(): string { return (slack.get("C") ?? "") + slack.get("A"); }',
        '/** F. */\nexport function key(): string { const key = "A"; return slack.get(key); }',
        "/** F. */\nexport function grant(): string { return user.token(); }",
        "/** F. */\nexport function grants(): string { return user.token() + service.token(); }",
        "/** F. */\nexport function group(): string { return either.token(); }",
        "/** F. */\nexport function none(): string { const name: typeof slack.name = `slack`; return name; }",
      ]),
    ).toEqual({
      one: "slack:B",
      two: "slack:A?C",
      key: "slack:A",
      grant: "google_oauth:GOOGLE_USER_TOKEN",
      grants: "google_oauth:GOOGLE_USER_TOKEN+GOOGLE_SERVICE_TOKEN",
      group: "[google_oauth:GOOGLE_USER_TOKEN google_oauth:GOOGLE_SERVICE_TOKEN]",
      none: "",
    });
  });

  it("what the functions that it calls read, at any depth and in any form", async () => {
    expect(
      await bound([
        'function helper(): string { return slack.get("A"); }',
        "const arrow = (): string => helper();",
        "/** F. */\nexport function direct(): string { return helper(); }",
        "/** F. */\nexport function deep(): string { return arrow(); }",
        "/** F. */\nexport function passed(): string[] { return [1].map(helper); }",
        "/** F. */\nexport function inside(): string { const run = () => helper(); return run(); }",
        '/** F.\n * @param a - A. */\nexport function initial(a: string = slack.get("B")): string { return a; }',
        "function loop(): string { return again(); }\nfunction again(): string { return loop() + helper(); }",
        "/** F. */\nexport function recursive(): string { return loop(); }",
      ]),
    ).toEqual({
      direct: "slack:A",
      deep: "slack:A",
      passed: "slack:A",
      inside: "slack:A",
      initial: "slack:B",
      recursive: "slack:A",
    });
  });

  it("what is read through overloads, shorthand properties, classes, objects, aliases and made functions", async () => {
    expect(
      await bound([
        "function over(a: string): string;\nfunction over(a: number): string;\nfunction over(a: unknown): string { return slack.get(`A`) + a; }",
        "/** F. */\nexport function overloaded(): string { return over(1); }",
        "function use(o: { slack: typeof slack }): string { return o.slack.get(`A`); }",
        "/** F. */\nexport function shorthand(): string { return use({ slack }); }",
        "function helper(): string { return slack.get(`A`); }",
        "/** F. */\nexport function handed(): unknown { return { helper }; }",
        "class Client { token(): string { return slack.get(`A`); } }",
        "/** F. */\nexport function classy(): string { return new Client().token(); }",
        "const helpers = { token: () => slack.get(`A`) };",
        "/** F. */\nexport function object(): string { return helpers.token(); }",
        "class Token { valueOf(): string { return slack.get(`A`); } }",
        "/** F. */\nexport function converted(): string { return `Bearer ` + new Token(); }",
        "const alias = slack;",
        "/** F. */\nexport function aliased(): string { return alias.get(`A`); }",
        "const made = memo(() => slack.get(`A`));\nfunction memo<T>(run: T): T { return run; }",
        "/** F. */\nexport function memoised(): string { return made(); }",
      ]),
    ).toEqual({
      overloaded: "slack:A",
      shorthand: "slack:A",
      handed: "slack:A",
      classy: "slack:A",
      object: "slack:A",
      converted: "slack:A",
      aliased: "slack:A",
      memoised: "slack:A",
    });
  });

  it("what its tags name", async () => {
    expect(
      await bound([
        "/** F.\n * @secret slack\n * @reads C */\nexport function some(): void {}",
        '/** F.\n * @secret slack\n * @reads A */\nexport function loose(): string { return secrets.get("A"); }',
        '/** F.\n * @secret slack */\nexport function bare(): string { return secrets.get("A"); }',
        "/** F.\n * @verifies slack */\nexport function verify(): void {}",
      ]),
    ).toEqual({
      some: "slack:?C",
      loose: "slack:A",
      bare: "slack:A",
      verify: "slack:A+B?C",
    });
  });
});

describe("a tag that says nothing is a problem", () => {
  it.each([
    ["@secret slack", "ACT410: @secret slack"],
    ["@secret either", "ACT410: @secret either"],
    ["@secret slack\n * @reads A\n * @reads TYPO", "ACT404: TYPO"],
    ["@reads A", "ACT405: A"],
    ["@verifies either", "ACT401: either"],
    ["@secret api", "ACT401: api"],
    ["@secret slak", "ACT401: slak"],
    ["@secret", "ACT401: @secret"],
  ])("%s", async (tags, mark) => {
    const compiled = await compileFiles({
      "t.ts": `${declared}\n/** F.\n * ${tags}\n */\nexport function f(): void {}\n`,
    });
    expect(compiled.marks).toEqual([mark]);
  });
});

describe("a declaration", () => {
  it("that is no constant at the top of a file is a problem", async () => {
    const { marks } = await compileFiles({
      "t.ts": [
        'import { secret } from "actionary";',
        'export const all = [secret({ name: "a", keys: ["A"] })];',
        '/** F. */\nexport function f(): unknown { return secret({ name: "b", keys: ["B"] }); }',
      ].join("\n"),
    });
    expect(marks.map((mark) => mark.slice(0, 6))).toEqual(["ACT403", "ACT403"]);
  });

  it("cannot be called `__proto__`, nor have such a key", async () => {
    const { marks } = await compileFiles({
      "t.ts": [
        'import { secret } from "actionary";',
        'export const name = secret({ name: "__proto__", keys: ["A"] });',
        'export const key = secret({ name: "a", keys: ["__proto__"] });',
        "/** F. */\nexport function f(): void {}",
      ].join("\n"),
    });
    expect(marks.map((mark) => mark.slice(0, 6))).toEqual(["ACT403", "ACT403"]);
  });

  it("says in its hint how that very declaration is written", async () => {
    const { problems } = await compileFiles({
      "t.ts":
        'import { endpoint, oauth } from "actionary";\nexport const a = endpoint("a", "/v1");\nexport const b = oauth({});\n/** F. */\nexport function f(): void {}\n',
    });
    expect(problems.map((each) => each.hint)).toEqual([
      expect.stringContaining("endpoint("),
      expect.stringContaining("oauth("),
    ]);
  });

  it("of two grants of a provider is one secret with two keys", async () => {
    const compiled = await compileFiles({
      "t.ts": `${declared}\n/** F. */\nexport function f(): string { return service.token() + api.url("/") + eu.url("/"); }\n`,
    });
    const { secrets, actions } = manifestOf(compiled);
    expect(secrets.google_oauth).toEqual({
      name: "google_oauth",
      type: "oauth",
      providerId: "google",
      grants: [
        { grantType: "authorization_code", key: "GOOGLE_USER_TOKEN", optional: false },
        { grantType: "client_credentials", key: "GOOGLE_SERVICE_TOKEN", optional: false },
      ],
      usedBy: ["t.f"],
    });
    expect(actions["t.f"]?.hosts).toEqual(["eu.slack.com:8443", "slack.com"]);
    expect(compiled.problems).toEqual([]);
  });
});
