// Attempts of programs that an action of a sandbox starts: no flags of Node hold these back, only the system.
import { execFileSync, spawnSync } from "node:child_process";
import { ftruncateSync, readdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import os from "node:os";

const said = (program, ...args) => {
  const { stdout, stderr, status, error } = spawnSync(program, args, { encoding: "utf8", timeout: 20_000 });
  return error ? `error: ${error.code}` : `${status}: ${stdout}${stderr}`.trim();
};
const node = (script) => said(process.execPath, "-e", script);

export const run = (script) => said("sh", "-c", script);
export const evaluate = (script) => node(script);

export const identity = () => [os.userInfo().username, os.homedir(), os.hostname(), process.pid < 10];
export const grow = () => {
  const all = [];
  for (;;) all.push(Buffer.alloc(8 * 2 ** 20, 1));
};
/** Makes the file of the board longer than the host made it. */
export const growBoard = () => {
  const outcome = (run) => {
    try {
      return run() ?? "done";
    } catch (error) {
      return error.code;
    }
  };
  return [outcome(() => ftruncateSync(5, 2 ** 30)), outcome(() => writeSync(5, "x", 2 ** 20))];
};
export const where = () => process.pid;
export const echo = (text) => text;
export const exit = (code) => process.exit(code);
export const crash = () => process.abort?.() ?? process.reallyExit(7);
export const forever = () => {
  for (;;);
};
export const log = () => console.log("a line") ?? new Promise(() => {});
export const temporary = () => {
  writeFileSync(`${os.tmpdir()}/mine`, "mine");
  return [readFileSync(`${os.tmpdir()}/mine`, "utf8"), readdirSync(os.tmpdir())];
};
export const readFile = (path) => readFileSync(path, "utf8");
export const writeFile = (path) => writeFileSync(path, "written by a lane") ?? "written";
export const fetched = (url) =>
  fetch(url).then(
    (response) => response.text(),
    (error) => `refused: ${error.cause?.code}`,
  );
export const started = () => execFileSync("echo", ["hello"], { encoding: "utf8" });
