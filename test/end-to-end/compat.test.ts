import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCases } from "../../scripts/compat/cases.js";
import { readRecorded } from "../../scripts/compat/packages-page.js";
import { versions } from "../../scripts/nodes.mjs";
import { execute } from "../project/execute.js";
import { root } from "../project/make-project.js";

// npm packages in lanes. All of them run by `npm run compat`; the packages below, in `npm run test:long`, stand for the ways in
// which packages touch what lanes take away: prototypes, `Error`, streams, files while loading, sockets, timers.

describe("docs/packages.md", () => {
  it("has a row for each package that is tried, and no other", () => {
    const names = readCases().map(({ name }) => name);
    expect([...readRecorded(versions).keys()]).toEqual(names);
    expect(names.length).toBeGreaterThanOrEqual(80);
  });

  it("says that every package works in plain Node, and in both kinds of lanes where it does", () => {
    const odd = [...readRecorded(versions)].filter(
      ([, { plain, thread, process }]) =>
        plain.length === 0 || `${thread}` !== `${plain}` || `${process}` !== `${plain}`,
    );
    expect(odd.map(([name]) => name)).toEqual([]);
  });
});

const chosen = [
  ...[
    "@anthropic-ai/sdk",
    "@aws-sdk/client-s3",
    "@grpc/grpc-js",
    "@octokit/rest",
    "axios",
    "bluebird",
    "call-bound",
    "core-js",
  ],
  ...["exceljs", "express", "got", "ioredis", "joi", "mysql2", "nodemailer", "pg", "pino", "qs", "twilio", "ws"],
];

function testPackages(): void {
  it("twenty packages work in lanes as in plain Node", { timeout: 900_000 }, async () => {
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    const compat = ["scripts/compat/compat.ts", "--node", "20.19", "--json", "--only", ...chosen];
    const { code, stdout, stderr } = await execute(["node", tsx, "--conditions=source", ...compat], { cwd: root });
    expect(stdout, stderr).toMatch(/^\{/);
    const { outcomes } = JSON.parse(stdout) as { outcomes: readonly { readonly error?: string }[] };
    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect([outcomes.length, code]).toEqual([chosen.length * 3, 0]);
  });
}

if (process.env.ACTIONARY_LONG) testPackages();
