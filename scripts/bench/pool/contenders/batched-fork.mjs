// One message a tick and direction over a bare fork: the limit of process lanes.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("./batched-fork-worker.mjs", import.meta.url));

export function open({ lanes }) {
  const pending = new Map();
  const processes = Array.from({ length: lanes }, () => openProcess(pending));
  let last = 0;
  return {
    call: (name, args) =>
      new Promise((resolve) => {
        const id = ++last;
        pending.set(id, resolve);
        processes[id % lanes].post([id, name, args]);
      }),
    close: async () => {
      for (const each of processes) each.end();
    },
  };
}

function openProcess(pending) {
  const child = fork(file);
  let calls = [];
  child.on("message", (answers) => {
    for (const [id, result] of answers) {
      pending.get(id)(result);
      pending.delete(id);
    }
  });
  const flush = () => {
    child.send(calls);
    calls = [];
  };
  return {
    post: (call) => {
      if (calls.length === 0) process.nextTick(flush);
      calls.push(call);
    },
    end: () => child.kill(),
  };
}
