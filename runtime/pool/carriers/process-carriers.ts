import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { openHostBoard } from "../../channel/file-board.js";
import { LineReader } from "../../channel/line-reader.js";
import { type LaneSetup, laneFiles } from "../../channel/protocol.js";
import { boardFile } from "../../channel/unnamed-file.js";
import type { Carrier, CarrierListener, CarrierSource } from "./carrier.js";
import { guard, release } from "./guardian.js";
import type { ProcessLaunch } from "./launch.js";
import { MemoryWatch, privateMb, type Watched } from "./process-memory.js";
import { spawn } from "./spawn.js";

/** What the processes of one domain are started with. */
export interface ProcessParts {
  readonly launch: ProcessLaunch;
  readonly setup: LaneSetup;
}

/** How long the rest of what a lane said may take to come after its process has ended, in milliseconds. */
const restMs = 500;

/** How much of a lane's standard error is kept: why Node could not start, or what V8 says of its end. */
const maxErrorText = 16 * 1024;

const noListener: CarrierListener = { onText: () => {}, onExit: () => {}, onGrown: () => {} };

/** Lanes that are processes of their own. */
export class ProcessCarriers implements CarrierSource {
  readonly #running = new Set<ProcessCarrier>();
  readonly #memory = new MemoryWatch();

  readonly #parts: ProcessParts;

  constructor(parts: ProcessParts) {
    this.#parts = parts;
  }

  start(): Carrier {
    const carrier = new ProcessCarrier(this.#parts, this.#memory);
    this.#running.add(carrier);
    void carrier.ended.then(() => this.#running.delete(carrier));
    return carrier;
  }

  async destroy(): Promise<void> {
    const all = [...this.#running];
    for (const carrier of all) carrier.end();
    await Promise.all(all.map((carrier) => carrier.ended));
  }
}

/** One process: texts are lines on two pipes of their own, out of reach of `process.send`. */
class ProcessCarrier implements Carrier {
  readonly board: Carrier["board"];
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  /** It leads a group of its own, in which is what it started. */
  readonly #isLeader: boolean;
  readonly #watched: Watched & { baseMb: number | undefined };
  #listener = noListener;
  #errorText = "";
  /** Why it was ended, where the reason is not that somebody wanted it. */
  #reason: string | undefined;

  readonly #memory: MemoryWatch;

  constructor({ launch, setup }: ProcessParts, memory: MemoryWatch) {
    this.#memory = memory;

    const file = boardFile();
    this.#isLeader = launch.options.detached;
    this.board = openHostBoard(file);
    this.#child = spawn(process.execPath, launch.args, {
      ...launch.options,
      stdio: ["ignore", "ignore", "pipe", "pipe", "pipe", file],
    });
    this.#watched = {
      pid: this.#child.pid ?? 0,
      limitMb: setup.memoryMb,
      baseMb: undefined,
      onBurst: () => this.#fail(tooMuchMemory(setup.memoryMb)),
      onGrown: () => this.#listener.onGrown(),
    };
    this.ended = this.#untilEnd();
    this.#hear();
    this.post(JSON.stringify(setup));
    this.#child.unref();
    if (this.#child.pid !== undefined) guard(this.#targetOf(this.#child.pid));
    memory.add(this.#watched);
  }

  listen(listener: CarrierListener): void {
    this.#listener = listener;
  }

  post(text: string): void {
    this.#pipe(laneFiles.fromHost)?.write(`${text}\n`);
  }

  end(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    if (this.#isLeader) killGroup(pid);
    this.#child.kill("SIGKILL"); // also where there are no groups
  }

  #fail(reason: string): void {
    this.#reason ??= reason;
    this.end();
  }

  #hear(): void {
    const lines = new LineReader();
    this.#pipe(laneFiles.toHost)?.on("data", (chunk: Buffer) => {
      try {
        for (const text of lines.push(chunk)) this.#hearText(text);
      } catch {
        this.#fail("it sent what no lane sends");
      }
    });
    this.#pipe(2)?.on("data", (chunk: Buffer) => {
      this.#errorText = (this.#errorText + chunk.toString("latin1")).slice(-maxErrorText);
    });
    for (const file of [2, laneFiles.fromHost, laneFiles.toHost]) {
      const pipe = this.#pipe(file);
      pipe?.on("error", () => {}); // "close" follows
      pipe?.unref();
    }
    // It has closed its end of the channel: it cannot be reached, or heard, any more.
    for (const file of [laneFiles.fromHost, laneFiles.toHost]) this.#pipe(file)?.once("close", () => this.end());
  }

  #hearText(text: string): void {
    this.#watched.baseMb ??= privateMb(this.#watched.pid);
    this.#listener.onText(text);
  }

  /** Undefined where the process could not be started for want of files. */
  #pipe(file: number): Socket | undefined {
    const { stdio } = this.#child as { readonly stdio?: ChildProcess["stdio"] };
    return (stdio?.[file] ?? undefined) as Socket | undefined;
  }

  async #untilEnd(): Promise<void> {
    const child = this.#child;
    const message = await new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(`its process could not be started: ${error.message}`));
      child.once("exit", (code, signal) => resolve(this.#messageOf(code, signal)));
    });
    if (child.pid !== undefined) {
      if (this.#isLeader) killGroup(child.pid); // what it started
      release(this.#targetOf(child.pid));
      await this.#untilHeard();
    }
    this.#memory.remove(this.#watched);
    this.#listener.onExit(this.#explained(message), isGroupSignal(child.signalCode));
    this.board.close();
  }

  /** What is to be ended with it. */
  #targetOf(pid: number): number {
    return this.#isLeader ? -pid : pid;
  }

  /** Results that it had told of before its end still count. */
  async #untilHeard(): Promise<void> {
    const from = this.#pipe(laneFiles.toHost);
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      if (!from || from.readableEnded || from.destroyed) resolve();
      from?.once("close", resolve);
      timer = setTimeout(resolve, restMs).unref();
    });
    clearTimeout(timer);
    from?.destroy();
  }

  #messageOf(code: number | null, signal: string | null): string {
    return signal === null ? `its process ended with code ${code}` : `its process was ended by ${signal}`;
  }

  #explained(message: string): string {
    if (this.#reason !== undefined) return this.#reason;
    if (/heap out of memory|Array buffer allocation failed/.test(this.#errorText)) {
      return tooMuchMemory(this.#watched.limitMb);
    }
    // Before it was ready no action can have written this.
    const said = this.#watched.baseMb === undefined ? this.#errorText.trim().split("\n").slice(0, 3).join(" ") : "";
    return said === "" ? message : `${message}: ${said}`;
  }
}

function tooMuchMemory(limitMb: number): string {
  return `it took more than its ${limitMb} MB of memory`;
}

/** What a terminal or a supervisor sends to all of a group; a lane that is ready lets the host answer it. */
function isGroupSignal(signal: NodeJS.Signals | null): boolean {
  return signal === "SIGINT" || signal === "SIGTERM" || signal === "SIGHUP";
}

function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // it has ended
  }
}
