import { expect, test } from "vitest";
import { FairQueue } from "../../runtime/queue/fair-queue.js";

test("what is put back comes before all else of its key, in its order", () => {
  const queue = new FairQueue<string>();
  for (const item of ["first", "second", "third"]) queue.push("key", item);
  const taken = [queue.take(), queue.take()].map(String);
  queue.putBack("key", taken);
  expect(queue.size).toBe(3);
  expect(queue.takeAll()).toEqual(["first", "second", "third"]);
});

test("a key that had nothing waiting has its turn again when something is put back", () => {
  const queue = new FairQueue<string>();
  queue.push("key", "first");
  const taken = [queue.take()].map(String);
  queue.push("key", "second");
  queue.push("other", "else");
  queue.putBack("key", taken);
  expect(queue.takeAll()).toEqual(["else", "first", "second"]);
});
