// What packages do while they load and run, as in plain Node.
import fs from "node:fs";
import os from "node:os";
import { promisify } from "node:util";
import vm from "node:vm";

/** Names of what differs from plain Node. */
export async function differences() {
  const { own } = parents;
  const checks = {
    existsSync: () => !fs.existsSync("/etc/hostname") && !fs.existsSync("/nope") && fs.existsSync(import.meta.filename),
    exists: async () =>
      !(await promisify(fs.exists)("/etc/hostname")) && (await promisify(fs.exists)(import.meta.filename)),
    access: () => denied(() => fs.accessSync("/etc/hostname")) && denied(() => fs.readFileSync("/etc/hostname")),
    folders: () => [os.tmpdir(), os.homedir(), os.userInfo().username].every((each) => typeof each === "string"),
    traces: () => {
      const { prepareStackTrace, stackTraceLimit } = Error;
      Error.stackTraceLimit = 2;
      Error.prepareStackTrace = (_, frames) => frames.length;
      const { stack } = new Error("x");
      Error.prepareStackTrace = prepareStackTrace;
      Error.stackTraceLimit = stackTraceLimit;
      return stack === 2;
    },
    ownMembers: () => own.toString() === "own" && own.constructor === "own" && own.call === "own",
    ownError: () => new OwnError().toString() === "OwnError: own",
    ownPromise: () => OwnPromise.all === "own",
    descriptors: () => typeof Reflect.getOwnPropertyDescriptor(Promise.prototype, "then").value === "function",
    original: () => "originalValue" in Reflect.getOwnPropertyDescriptor(Array.prototype, "slice").get,
    additions: () => {
      String.prototype.shout = function () {
        return `${this}!`;
      };
      Promise.soon = () => "soon";
      Object.defineProperty(String.prototype, "bold", { get: () => "bold", configurable: true });
      return "a".shout() === "a!" && Promise.soon() === "soon" && "a".bold === "bold";
    },
    polyfills: () => {
      Array.prototype.push = () => {};
      Object.defineProperty(Array.prototype, "newest", { value: () => {}, configurable: true });
      globalThis.Promise = class {};
      return Promise.resolve instanceof Function;
    },
    native: () => /\[native code\]/.test(Function.prototype.toString.call(Object.defineProperty)),
    splits: () => "a\n".repeat(1 << 20).split(/\r?\n/).length === (1 << 20) + 1, // in no time, or the call's is over
    realms: () => vm.runInNewContext("[1, 2].map((x) => x + 1).join()") === "2,3",
  };
  const failed = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      if (!(await check())) failed.push(name);
    } catch (error) {
      failed.push(`${name}: ${error.message}`);
    }
  }
  return failed;
}

function denied(read) {
  try {
    read();
    return false;
  } catch ({ code }) {
    return code === "ERR_ACCESS_DENIED";
  }
}

/** Assigns members that it inherits, as compilers for older languages and libraries do. */
function Own() {
  for (const name of ["toString", "constructor", "valueOf", "hasOwnProperty"]) this[name] = () => name;
  this.toString = () => "own";
  this.constructor = "own";
}
Own.prototype = Object.create(Function.prototype);
Own.prototype.call = "own";
const parents = { own: new Own() };

function OwnError() {
  this.name = "OwnError";
  this.message = "own";
}
OwnError.prototype = Object.create(Error.prototype);
OwnError.prototype.constructor = OwnError;

class OwnPromise extends Promise {}
OwnPromise.all = "own";

export function prints() {
  console.group("Step 1");
  console.log("inside %s", "it");
  console.group();
  console.warn("deeper\nstill");
  console.groupEnd();
  console.groupEnd();
  console.table([{ a: 1 }]);
  console.dir({ a: { b: {} } }, { depth: 0 });
  console.count();
  console.count("x");
  console.count();
  console.assert(true, "nothing");
  console.assert(false, "a %s", "reason");
  console.debug({ a: 1 });
  console.error(new TypeError("logged"));
  console.trace("here");
  return null;
}

export function groups(text) {
  console.group(text);
  console.log(text);
  return null;
}
