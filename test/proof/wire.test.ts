import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import { type ActionError, createInProcessExecutor, createRuntime } from "../../runtime/index.js";
import { linkPackage, root, temporaryFolder } from "../project/make-project.js";

// The function sees the real value, the caller its wire form: revived and encoded at any depth, the same JSON comes back.

const date = "2024-01-02T03:04:05.000Z";
const args = {
  date,
  big: "12345678901234567890",
  url: "https://example.com/a?b=1",
  bytes: "AQID",
  list: [date, null],
  byName: { first: "-1" },
  pair: [date, "AQID", "7", "8"],
  node: { at: date, children: [{ at: date, children: [] }] },
  event: { kind: "counted", count: "5" },
  maybe: 3,
  numbered: { id: "7", 1: "8" },
};

it("revives and encodes in a lane and in process alike", { timeout: 30_000 }, async () => {
  const folder = temporaryFolder();
  cpSync(join(root, "test/cases/wire-values/actions"), join(folder, "actions"), { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  linkPackage(folder);
  expect(await codegen({ cwd: folder })).toMatchObject({ ok: true });

  const generated = join(folder, "generated");
  for (const executor of [await createRuntime({ generated }), await createInProcessExecutor({ generated })]) {
    const result = await executor.run("echo.echo", args);
    const seen = "Date bigint URL Uint8Array Date bigint Date Buffer bigint Date bigint number string bigint".split(
      " ",
    );
    expect(result).toEqual({ seen, ...args });

    const refused = async (change: object): Promise<unknown> => {
      const call = executor.run("echo.echo", { ...args, ...change });
      const error = await call.then(
        () => undefined,
        (reason: ActionError) => reason,
      );
      return [error?.code, error?.path];
    };
    // A leap second is a date to RFC 3339 and to the schema, but no date that JavaScript has.
    expect(await refused({ date: "2016-12-31T23:59:60Z" })).toEqual(["INVALID_INPUT", "/date"]);
    expect(await refused({ node: { at: date, children: [{ at: "2016-12-31T23:59:60Z", children: [] }] } })).toEqual([
      "INVALID_INPUT",
      "/node/children/0/at",
    ]);
    expect(await refused({ big: "1".repeat(20_000) })).toEqual(["INVALID_INPUT", "/big"]);
    expect(await refused({ bytes: "AQI" })).toEqual(["INVALID_INPUT", "/bytes"]);
    await executor.close();
  }
});
