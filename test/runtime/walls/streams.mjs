// Attempts of an action to reach its host through the streams and ports of its lane.
import { createHook } from "node:async_hooks";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { MessagePort } from "node:worker_threads";

const names = ["stdout", "stderr", "stdin"];
const nonsense = [123, null, undefined, {}, [], Symbol("x"), "text", new Uint8Array([104, 105])];
const dispatch = Symbol.for("nodejs.internal.kHybridDispatch");
const messages = [
  { type: "stdioPayload", stream: "nope", chunks: [{ chunk: "x", encoding: "utf8" }] },
  { type: "stdioPayload", stream: "stdout", chunks: 1 },
  { type: "errorMessage", error: 1 },
  JSON.stringify([["value", 0, "FORGED"]]),
];

/** All objects that can be reached from a value by its members, prototypes and symbols. */
function reachable(value, levels = 6, seen = new Set()) {
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return seen;
  if (levels === 0) return seen;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    try {
      reachable(value[key], levels - 1, seen);
    } catch {}
  }
  return reachable(Object.getPrototypeOf(value), levels - 1, seen);
}

const isPort = (each) =>
  each instanceof MessagePort || Object.hasOwn(each, dispatch) || typeof each.moveTo === "function";

export const attempts = {
  innerWrites() {
    for (const name of ["stdout", "stderr"])
      for (const chunk of nonsense) {
        try {
          process[name]._writev([{ chunk, encoding: "utf8" }], () => {});
          process[name]._write(chunk, "utf8", () => {});
        } catch {}
      }
  },
  ports() {
    const found = names
      .flatMap((name) => [...reachable(process[name])])
      .filter((each) => isPort(each) && each !== MessagePort.prototype);
    for (const port of found) for (const message of messages) port.postMessage?.(message);
    return found.length;
  },
  others() {
    const parts = [console, console._stdout, console._stderr, process.openStdin?.(), process.stdout.constructor];
    const found = parts
      .flatMap((each) => [...reachable(each, 5)])
      .filter((each) => isPort(each) && each !== MessagePort.prototype);
    return found.length;
  },
  async hooks() {
    const ports = [];
    const hook = createHook({ init: (_id, _type, _trigger, resource) => void ports.push(resource) }).enable();
    for (let turn = 0; turn < 5; turn++) await wait(2);
    hook.disable();
    return ports.filter((each) => Object.keys(each ?? {}).length > 0).length;
  },
  async dispatched() {
    const taken = [];
    const owners = [MessagePort.prototype, Object.getPrototypeOf(MessagePort.prototype), EventTarget.prototype];
    for (const owner of owners)
      for (const key of [...Reflect.ownKeys(owner), ...Reflect.ownKeys(new MessageChannel().port1), "onmessage"]) {
        const take = function () {
          taken.push(this);
        };
        try {
          Object.defineProperty(owner, key, { get: take, set: take, configurable: true });
        } catch {}
        try {
          owner[key] = take;
        } catch {}
      }
    await wait(80);
    for (const port of taken) for (const message of messages) port?.postMessage?.(message);
    return taken.filter((each) => typeof each?.moveTo === "function").length;
  },
  ends() {
    process.stdout.end("last\n");
    process.stdout.destroy();
    process.stderr.destroySoon();
    process.stdout.write("after\n");
  },
  async pipes() {
    const from = new PassThrough();
    from.end("piped\n");
    await pipeline(from, process.stdout);
    process.stdout.write("on\n");
  },
  listeners() {
    process.emit("uncaughtException", new Error("made up"));
    process.emit("unhandledRejection", new Error("made up"));
    process.exitCode = 7;
    process.emitWarning("a warning");
  },
  async flood() {
    const block = "x".repeat(1 << 20);
    for (let count = 0; count < 64; count++) {
      process.stdout._writev([{ chunk: block, encoding: "utf8" }], () => {});
      await wait(1);
    }
  },
};

export async function attempt(name) {
  return (await attempts[name]()) ?? null;
}

export async function neighbour(ms) {
  await wait(ms);
  return "genuine";
}

/** Facts of the streams, as of plain Node whose streams are pipes. */
export async function facts() {
  const input = [];
  for await (const chunk of process.stdin) input.push(chunk);
  const written = await new Promise((resolve) => process.stdout.write("a ", "utf8", () => resolve("called back")));
  process.stdout.write("616263", "hex");
  process.stdout.write("\n");
  const { stdout, stderr, stdin } = process;
  return [
    [stdout, stderr, stdin].map((each) => each.isTTY ?? null),
    [stdout, stderr, stdin].map((each) => each.fd),
    [stdout.columns ?? null, stdout.writable, stderr.writable, typeof stdout.on, written, input],
  ];
}
