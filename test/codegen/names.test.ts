import { describe, expect, it } from "vitest";
import { isKeySegment, platformOf, segmentsOf } from "../../codegen/model/key.js";
import { snakeCase, titleOf } from "../../codegen/model/title.js";
import { compileFiles, errorsOf } from "./compile-project.js";

describe("snakeCase", () => {
  it.each([
    ["getRepo", "get_repo"],
    ["getWorkflowRun", "get_workflow_run"],
    ["getS3Object", "get_s3_object"],
    ["getURL", "get_url"],
    ["getURLOf", "get_url_of"],
    ["URLOf", "url_of"],
    ["getHTTPSUrl2", "get_https_url2"],
    ["sha256Sum", "sha256_sum"],
    ["sha256sum", "sha256sum"],
    ["OAuth2Token", "o_auth2_token"],
    ["x", "x"],
    ["X", "x"],
    ["already_snake", "already_snake"],
    ["kebab-case", "kebab_case"],
    ["Mixed-Case_Name", "mixed_case_name"],
    ["aB", "a_b"],
    ["AB", "ab"],
    ["ABc", "a_bc"],
    ["a1B2", "a1_b2"],
  ])("%s is %s", (name, snake) => {
    expect(snakeCase(name)).toBe(snake);
  });

  it("leaves alone what it gave", () => {
    for (const name of ["getS3Object", "OAuth2Token", "kebab-Case", "__a--B"]) {
      expect(snakeCase(snakeCase(name))).toBe(snakeCase(name));
    }
  });
});

describe("segmentsOf", () => {
  it.each([
    ["integrations/github.ts", "integrations.github"],
    ["integrations/github/actions.ts", "integrations.github.actions"],
    ["integrations/github/index.ts", "integrations.github"],
    ["integrations/microsoft-sentinel/index.ts", "integrations.microsoft_sentinel"],
    ["integrations/MicrosoftSentinel.ts", "integrations.microsoft_sentinel"],
    ["index/list.ts", "index.list"],
    ["a/index/index.ts", "a.index"],
  ])("%s gives %s", (path, key) => {
    expect(segmentsOf(path).join(".")).toBe(key);
  });
});

it("isKeySegment", () => {
  expect(["a", "a_1", "z9"].map(isKeySegment)).toEqual([true, true, true]);
  expect(["", "_a", "1a", "A", "a-b", "a.b", "ä", "a\n", "constructor", "__proto__"].filter(isKeySegment)).toEqual([
    "constructor",
  ]);
});

describe("platformOf", () => {
  it.each([
    ["integrations.github.get", "github"],
    ["integrations.github.actions.get", "github"],
    ["tools.slack.post", "slack"],
    ["integrations.get", undefined],
    ["core.http.get", undefined],
  ])("%s is of %s", (key, platform) => {
    expect(platformOf(key.split("."))).toBe(platform);
  });
});

describe("titleOf", () => {
  it.each([
    ["maxAgeInDays", "Max age in days"],
    ["repo_id", "Repo ID"],
    ["getURL", "Get URL"],
    ["getS3Object", "Get S3 object"],
    ["a-b", "A b"],
    ["constructor", "Constructor"],
    ["toString", "To string"],
    ["__proto__", "Proto"],
    ["$ref", "$ref"],
    ["1", "1"],
    ["_", "_"],
    ["", "Unnamed"],
    [" ", "Unnamed"],
    ["日本", "日本"],
  ])("%j is %j", (name, title) => {
    expect(titleOf(name)).toBe(title);
  });
});

describe("keys", () => {
  const fine = "/** F. */\nexport function f(): void {}\n";

  it("come from folders, files and functions", async () => {
    const { actions } = await compileFiles({
      "integrations/github/index.ts": "/** F. */\nexport function getS3Object(): void {}\n",
      "tools/my-service.ts": fine,
      "tools/_helper.ts": fine,
      "_shared/x.ts": fine,
      "tools/a.test.ts": fine,
      "Deep/Er/down.ts": fine,
    });
    expect([...actions.keys()]).toEqual(["deep.er.down.f", "integrations.github.get_s3_object", "tools.my_service.f"]);
  });

  it("take `_` for a dot in the name of a file or folder, and refuse two names that become one", async () => {
    const { actions } = await compileFiles({
      ...{ "mail.service.ts": fine, "my.tools/x.v2.ts": fine, "a.b/index.ts": fine, "Sub.Part/doIt.v1.mts": fine },
    });
    expect([...actions.keys()]).toEqual(["a_b.f", "mail_service.f", "my_tools.x_v2.f", "sub_part.do_it_v1.f"]);
    const clashing = errorsOf(await compileFiles({ "mail.service.ts": fine, "mail_service.ts": fine, "1.2.ts": fine }));
    expect(clashing).toEqual([
      expect.stringMatching(/^ACT101: .*`1_2`/),
      expect.stringMatching(/^ACT102: .*`mail_service\.f`/),
      expect.stringMatching(/^ACT102: .*`mail_service\.f`/),
    ]);
    const twice = errorsOf(await compileFiles({ "a.ts": fine, "a.mts": fine }));
    expect(twice.map((error) => error.slice(0, 6))).toEqual(["ACT102", "ACT102"]);
  });

  it("take a namespace as it is given, whatever the file is called", async () => {
    const source = "/** F.\n * @namespace tools.github.v2 */\nexport function f(): void {}\n";
    const compiled = await compileFiles({ "tools/github.v2.ts": source });
    expect(errorsOf(compiled)).toEqual([]);
    expect([...compiled.actions.keys()]).toEqual(["tools.github.v2.f"]);
  });

  it("take no dot from @name either", async () => {
    const source = "/** F.\n * @name a.b */\nexport function f(): void {}\n";
    expect(errorsOf(await compileFiles({ "t.ts": source }))).toEqual([expect.stringMatching(/^ACT101: .*`a\.b`/)]);
  });

  it("take the name under which a function is exported", async () => {
    const { actions, ...rest } = await compileFiles({
      "a.ts": 'export { get as getUser } from "./_user.js";\nexport { get as getRepo } from "./_repo.js";\n',
      "_user.ts": "/** U. */\nexport function get(): void {}\n",
      "_repo.ts": "/** R. */\nexport function get(): void {}\n",
    });
    expect(errorsOf({ actions, ...rest })).toEqual([]);
    expect([...actions.keys()]).toEqual(["a.get_repo", "a.get_user"]);
  });

  it("are given once to a function that is exported by name and by default", async () => {
    const compiled = await compileFiles({ "a.ts": `${fine}export default f;\n` });
    expect(errorsOf(compiled)).toEqual([]);
    expect([...compiled.actions.keys()]).toEqual(["a.f"]);
  });
});

describe("exports", () => {
  it("are found beside types of the same name", async () => {
    const { actions } = await compileFiles({
      "a.ts": [
        "/** Kinds. */\nexport type Level = string;\n/** F. */\nexport const Level = (): Level => '';",
        "export interface Size { a: string }\n/** F. */\nexport function Size(): void {}",
      ].join("\n"),
    });
    expect([...actions.keys()]).toEqual(["a.level", "a.size"]);
  });

  it("are reported where they cannot be read, and never skipped in silence", async () => {
    const { marks } = await compileFiles({
      "a.ts": [
        "/** C. */\nexport const Client = class {};",
        "export const { taken } = { taken(): void {} };",
        'export { nope } from "./b.js";',
      ].join("\n"),
      "b.ts": "/** F. */\nexport function f(): void {}\n",
    });
    expect(marks).toEqual(["ACT103: Client", "ACT108: taken", expect.stringMatching(/: nope$/)]);
  });

  it("are left out by @internal, which is no word in prose, code or data", async () => {
    const { actions } = await compileFiles({
      "a.ts": [
        "/** F. @internal */\nexport function hidden(): void {}",
        "/** F.\n *\n * ```ts\n * // @internal\n * ```\n */\nexport function fenced(): void {}",
        "/** F. `@internal` and \\@internal. */\nexport function spanned(): void {}",
        '/** F.\n * @meta note: "not @internal at all"\n */\nexport function noted(): void {}',
      ].join("\n\n"),
    });
    expect([...actions.keys()]).toEqual(["a.fenced", "a.noted", "a.spanned"]);
  });
});
