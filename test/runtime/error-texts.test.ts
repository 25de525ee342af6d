import vm from "node:vm";
import { expect, test } from "vitest";
import { failureData } from "../../runtime/invoke/failure-data.js";
import { noRedaction } from "../../runtime/secrets/redact.js";

// What an action throws arrives with what people need of it, whatever it is made of.

const read = (thrown: unknown) => failureData(thrown, noRedaction);
const refused = (address: string): Error =>
  Object.assign(new Error(`connect ECONNREFUSED ${address}:1`), {
    code: "ECONNREFUSED",
    syscall: "connect",
    address,
    port: 1,
  });

test("an error without a message tells its class and its place", () => {
  expect(read(new TypeError("")).message).toMatch(/^TypeError without a message at .*error-texts\.test\.ts:\d+:\d+/);
  expect(read(Object.assign(new Error(""), { stack: undefined })).message).toBe("Error without a message");
});

test("an AggregateError keeps its members, and speaks in their words where it has none", () => {
  const error = Object.assign(new AggregateError([refused("::1"), refused("127.0.0.1")], ""), { code: "ECONNREFUSED" });
  const failure = read(error);
  expect(failure).toMatchObject({ name: "AggregateError", code: "ECONNREFUSED" });
  expect(failure.message).toBe("connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1");
  expect(failure.errors?.map(({ message, code }) => [message, code])).toEqual([
    ["connect ECONNREFUSED ::1:1", "ECONNREFUSED"],
    ["connect ECONNREFUSED 127.0.0.1:1", "ECONNREFUSED"],
  ]);
  expect(read(new TypeError("fetch failed", { cause: error })).message).toMatch(
    /^fetch failed: connect ECONNREFUSED ::1:1/,
  );
});

test("a refused connection of fetch tells the address", async () => {
  const thrown = await fetch("http://127.0.0.1:1/").catch((error: unknown) => error);
  expect(read(thrown).message).toMatch(/^fetch failed: \S/);
});

test("a system error without words tells its call", () => {
  const error = Object.assign(new Error(""), { code: "EPIPE", syscall: "write", path: "/run/x" });
  expect(read(error).message).toBe("write EPIPE /run/x");
});

test("causes and members are kept up to a number of errors and a length of text, and a circle ends", () => {
  const many = (depth: number): Error =>
    new AggregateError(depth === 0 ? [] : Array.from({ length: 20 }, () => many(depth - 1)), "many", { cause: "x" });
  const count = (failure: ReturnType<typeof read>): number =>
    1 +
    [...(failure.errors ?? []), ...(failure.cause ? [failure.cause] : [])].reduce((sum, each) => sum + count(each), 0);
  expect(count(read(many(2)))).toBeLessThanOrEqual(32);
  const long = Array.from({ length: 30 }).reduce<Error>(
    (cause) => new Error("m".repeat(16_000), { cause }),
    new Error("root"),
  );
  expect(JSON.stringify(read(long)).length).toBeLessThan(200_000);
  const circle: Error & { cause?: unknown } = new Error("circle");
  circle.cause = new Error("back", { cause: circle });
  expect(count(read(circle))).toBe(2);
});

test("errors of other realms, proxies, getters and what is no error are read too", () => {
  expect(read(vm.runInNewContext("new RangeError('there')"))).toMatchObject({ name: "RangeError", message: "there" });
  expect(read(new DOMException("gone", "AbortError"))).toMatchObject({ name: "AbortError", message: "gone" });
  const { proxy, revoke } = Proxy.revocable(new Error("x"), {});
  revoke();
  expect(read(proxy).message).toMatch(/^Something that is no Error was thrown/);
  const throwing = Object.defineProperty(new Error("kept"), "cause", { get: () => expect.unreachable() });
  expect(read(throwing)).toMatchObject({ message: "kept" });
  expect(
    read(
      Object.assign(new Error("x"), {
        errors: new Proxy([], {
          get: () => {
            throw new Error("no");
          },
        }),
      }),
    ).message,
  ).toBe("x");
  for (const [thrown, message] of [
    ["text", "text"],
    [undefined, "Something that is no Error was thrown: undefined"],
    [Symbol("s"), "Something that is no Error was thrown: symbol"],
    [{ status: 4 }, 'Something that is no Error was thrown: {"status":4}'],
  ] as const) {
    expect(read(thrown).message).toBe(message);
  }
});
