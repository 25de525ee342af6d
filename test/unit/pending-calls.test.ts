import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { type Pending, PendingCalls } from "../../runtime/call/pending-calls.js";
import { LinkedList } from "../../runtime/queue/linked-list.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (options?: { readonly type: "minor" }) => void;

/** Measures the garbage of `churn`, in megabytes, that small collections do not clear away. */
function leftBehind(churn: () => void): number {
  collect(); // moves what is in use now to the old objects
  const before = process.memoryUsage().heapUsed;
  churn();
  collect({ type: "minor" });
  collect({ type: "minor" });
  return (process.memoryUsage().heapUsed - before) / 2 ** 20;
}

const count = 10_000;
const inFlight = 100;

interface Call extends Pending {
  readonly args: readonly string[];
}

function newCall(): Call {
  return { index: -1, args: Array.from({ length: 200 }, () => "") };
}

test("calls come and go in any order", () => {
  const calls = new PendingCalls<Call>();
  const all = Array.from({ length: 5 }, newCall);
  for (const call of all) calls.add(call);
  const [first, second, third, fourth, last] = all as [Call, Call, Call, Call, Call];
  calls.delete(second);
  calls.delete(last);
  calls.delete(last);
  expect(calls.size).toBe(3);
  expect(new Set(calls.all())).toEqual(new Set([first, third, fourth]));
  for (const call of [fourth, first, third]) calls.delete(call);
  expect(calls.all()).toEqual([]);
});

test("calls that have ended are not kept until the next full collection", () => {
  const calls = new PendingCalls<Call>();
  const current = Array.from({ length: inFlight }, newCall);
  for (const call of current) calls.add(call);
  const left = leftBehind(() => {
    for (let index = 0; index < count; index++) {
      const call = newCall();
      calls.delete(current[index % inFlight] as Call);
      calls.add(call);
      current[index % inFlight] = call;
    }
  });
  expect(calls.size).toBe(inFlight);
  expect(left).toBeLessThan(4); // 16 in all
});

test("what has left a list is not kept until the next full collection", () => {
  const list = new LinkedList<Call>();
  for (let index = 0; index < inFlight; index++) list.append(newCall());
  const left = leftBehind(() => {
    for (let index = 0; index < count; index++) {
      list.append(newCall());
      if (list.first) list.remove(list.first);
    }
  });
  expect(left).toBeLessThan(4); // 16 in all
});
