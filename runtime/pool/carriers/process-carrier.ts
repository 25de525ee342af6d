import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { HostFileBoard } from "../../channel/host-file-board.js";
import { LineReader } from "../../channel/line-reader.js";
import { type LaneSetup, laneFiles } from "../../channel/protocol.js";
import { openUnnamedFile } from "../../channel/unnamed-file.js";
import { processRestMs } from "../../contract/limits.js";
import type { Carrier, CarrierListener } from "./carrier.js";
import { ExitReason, isGroupSignal } from "./exit-reason.js";
import { guard, release } from "./guardian.js";
import type { ProcessLaunch } from "./launch.js";
import { type MemoryWatch, privateMb, type WatchedProcess } from "./process-memory.js";
import { spawn } from "./spawn.js";

/** Parameters of the processes of one domain. */
export interface ProcessParts {
  readonly launch: ProcessLaunch;
  readonly setup: LaneSetup;
}

const noListener: CarrierListener = { onText: () => {}, onExit: () => {}, onGrown: () => {} };

/** One process. Texts are lines on two pipes of their own, which `process.send` does not reach. */
export class ProcessCarrier implements Carrier {
  readonly board: Carrier["board"];
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  /** Leads a group of its own, which contains the processes that it started. */
  readonly #isLeader: boolean;
  readonly #watched: WatchedProcess & { baseMb: number | undefined };
  readonly #exitReason: ExitReason;
  #listener = noListener;

  readonly #memory: MemoryWatch;

  constructor({ launch, setup }: ProcessParts, memory: MemoryWatch) {
    this.#memory = memory;

    const file = openUnnamedFile();
    this.#isLeader = launch.options.detached;
    this.#exitReason = new ExitReason(setup.memoryMb);
    this.board = new HostFileBoard(file);
    this.#child = spawn(process.execPath, launch.args, {
      ...launch.options,
      stdio: ["ignore", "ignore", "pipe", "pipe", "pipe", file],
    });
    this.#watched = {
      pid: this.#child.pid ?? 0,
      limitMb: setup.memoryMb,
      baseMb: undefined,
      onExceeded: () => this.#fail(this.#exitReason.tooMuchMemory),
      onGrown: () => this.#listener.onGrown(),
    };
    this.ended = this.#waitForEnd();
    this.#readPipes();
    this.post(JSON.stringify(setup));
    this.#child.unref();
    if (this.#child.pid !== undefined) guard(this.#killTarget(this.#child.pid));
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
    this.#exitReason.set(reason);
    this.end();
  }

  #readPipes(): void {
    const lines = new LineReader();
    this.#pipe(laneFiles.toHost)?.on("data", (chunk: Buffer) => {
      try {
        for (const text of lines.push(chunk)) this.#receive(text);
      } catch {
        this.#fail("it sent what no lane sends");
      }
    });
    this.#pipe(2)?.on("data", (chunk: Buffer) => this.#exitReason.addErrorText(chunk.toString("latin1")));
    for (const file of [2, laneFiles.fromHost, laneFiles.toHost]) {
      const pipe = this.#pipe(file);
      pipe?.on("error", () => {}); // "close" follows
      pipe?.unref();
    }
    // It has closed its end of the channel, so no text can reach it or come from it any more.
    for (const file of [laneFiles.fromHost, laneFiles.toHost]) this.#pipe(file)?.once("close", () => this.end());
  }

  #receive(text: string): void {
    this.#watched.baseMb ??= privateMb(this.#watched.pid);
    this.#listener.onText(text);
  }

  /** Undefined if the process could not be started because no more files can be open. */
  #pipe(file: number): Socket | undefined {
    const { stdio } = this.#child as { readonly stdio?: ChildProcess["stdio"] };
    return (stdio?.[file] ?? undefined) as Socket | undefined;
  }

  async #waitForEnd(): Promise<void> {
    const child = this.#child;
    const message = await new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(`its process could not be started: ${error.message}`));
      child.once("exit", (code, signal) => {
        resolve(signal === null ? `its process ended with code ${code}` : `its process was ended by ${signal}`);
      });
    });
    if (child.pid !== undefined) {
      if (this.#isLeader) killGroup(child.pid); // the processes that it started
      release(this.#killTarget(child.pid));
      await this.#readRest();
    }
    this.#memory.remove(this.#watched);
    const wasReady = this.#watched.baseMb !== undefined;
    this.#listener.onExit(this.#exitReason.explain(message, wasReady), isGroupSignal(child.signalCode));
    this.board.close();
  }

  /** Process or group to kill, as `process.kill` takes it. */
  #killTarget(pid: number): number {
    return this.#isLeader ? -pid : pid;
  }

  /** Waits for messages that the lane posted before its end: the results in them still count. */
  async #readRest(): Promise<void> {
    const pipe = this.#pipe(laneFiles.toHost);
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      if (!pipe || pipe.readableEnded || pipe.destroyed) resolve();
      pipe?.once("close", resolve);
      timer = setTimeout(resolve, processRestMs).unref();
    });
    clearTimeout(timer);
    pipe?.destroy();
  }
}

function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // it has ended
  }
}
