import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { ThreadPool } from "../../runtime/pool/carriers/thread-pool.js";

const require = createRequire(import.meta.url);

test("node-worker-threads-pool is what the supervisor was written for", () => {
  const { version } = JSON.parse(readFileSync(require.resolve("node-worker-threads-pool/package.json"), "utf8"));
  expect(version).toBe("1.5.1");
  const { pool } = new ThreadPool(3, () => {});
  expect(pool.size).toBe(3);
  expect(pool.workers).toEqual([]);
  for (const name of ["setWorkerCreator", "addWorkerLifecycleHandlers", "destroy"] as const) {
    expect(pool[name], name).toBeTypeOf("function");
  }
  pool.setWorkerCreator(() => {
    throw new Error("asked");
  });
  expect(() => pool.createWorker()).toThrow("asked");
});

test("a thread leaves its slot however it ends, and nothing replaces it", async () => {
  const exits: unknown[] = [];
  const pool = new ThreadPool(2, (_, { code, error }) => exits.push([code, error?.message]));
  const start = (code: string): Promise<unknown> => {
    const thread = pool.start(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {});
    return new Promise((resolve) => thread.once("exit", resolve));
  };
  await Promise.all([start("process.exit(0)"), start("throw new Error('broken')")]);
  expect(pool.pool.workers).toEqual([]);
  expect(exits).toEqual(
    expect.arrayContaining([
      [0, undefined],
      [1, "broken"],
    ]),
  );
  pool.start(new URL("data:text/javascript,while(true);"), {});
  await pool.destroy();
  expect(exits).toHaveLength(3);
});
