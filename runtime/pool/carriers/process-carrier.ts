import type { ChildProcess } from "node:child_process";
import { closeSync } from "node:fs";
import type { Socket } from "node:net";
import { HostFileBoard } from "../../channel/host-file-board.js";
import { LineReader } from "../../channel/line-reader.js";
import { type LaneSetup, laneFiles } from "../../channel/protocol.js";
import { openBoardFile } from "../../channel/unnamed-file.js";
import {
  laneLineSlackBytes,
  maxLaneLineBytes,
  processRestMs,
  readSliceMs,
  wrapperEndMs,
} from "../../contract/limits.js";
import type { Carrier, CarrierListener } from "./carrier.js";
import { ExitReason, isGroupSignal } from "./exit-reason.js";
import { guard, release } from "./guardian.js";
import type { ProcessLaunch } from "./launch.js";
import { type MemoryWatch, memoryMb, type WatchedProcess } from "./process-memory.js";
import { endOfWrapped, innermostProcess } from "./sandbox.js";
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
  readonly #isWrapped: boolean;
  readonly #watched: WatchedProcess & { pid: number; baseMb: number | undefined };
  readonly #exitReason: ExitReason;
  #listener = noListener;
  /** Time that reading has taken since the last pause. */
  #readMs = 0;

  readonly #memory: MemoryWatch;

  constructor({ launch, setup }: ProcessParts, memory: MemoryWatch) {
    this.#memory = memory;

    const { own, forLane } = openBoardFile();
    this.#isLeader = launch.options.detached;
    this.#exitReason = new ExitReason(setup.memoryMb);
    this.board = new HostFileBoard(own);
    const more = launch.openFiles?.() ?? [];
    try {
      this.#child = spawn(launch.program, launch.args, {
        ...launch.options,
        stdio: ["ignore", "ignore", "pipe", "pipe", "pipe", forLane, ...more],
      });
    } catch (error) {
      this.board.close();
      throw error;
    } finally {
      for (const each of [forLane, ...more]) closeSync(each);
    }
    this.#isWrapped = launch.isWrapped;
    this.#watched = {
      pid: this.#child.pid ?? 0,
      limitMb: setup.memoryMb,
      baseMb: undefined,
      onExceeded: () => this.#fail(this.#exitReason.tooMuchMemory),
      onSample: () => {
        if (this.board.isResized()) this.#fail(this.#exitReason.resizedBoard);
      },
      onGrown: () => this.#listener.onGrown(),
    };
    this.ended = this.#waitForEnd();
    this.#readPipes(Math.min(maxLaneLineBytes, setup.memoryMb * 2 ** 20 + laneLineSlackBytes));
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

  #readPipes(maxBytes: number): void {
    const lines = new LineReader(maxBytes);
    const incoming = this.#pipe(laneFiles.toHost);
    incoming?.on("data", (chunk: Buffer) => {
      const began = performance.now();
      try {
        for (const text of lines.push(chunk)) this.#receive(text);
      } catch {
        this.#fail(this.#exitReason.notMessages);
        incoming.destroy(); // what comes now is not worth keeping
      }
      this.#pauseIfLong(incoming, performance.now() - began);
    });
    this.#pipe(2)?.on("data", (chunk: Buffer) => this.#exitReason.addErrorText(chunk.toString("latin1")));
    for (const file of [2, laneFiles.fromHost, laneFiles.toHost]) {
      const pipe = this.#pipe(file);
      pipe?.on("error", () => {}); // "close" follows
      pipe?.unref();
    }
    // It has closed its end of the channel, so no text can reach it or come from it any more.
    for (const file of [laneFiles.fromHost, laneFiles.toHost])
      this.#pipe(file)?.once("close", () => this.#endAfterClose());
  }

  /** A wrapper reports the end of its lane a moment later. */
  #endAfterClose(): void {
    if (this.#isWrapped) setTimeout(() => this.end(), wrapperEndMs).unref();
    else this.end();
  }

  /** Lets everything else have its turn when reading this lane has taken long: meanwhile it waits with its next message. */
  #pauseIfLong(incoming: Socket, ms: number): void {
    this.#readMs += ms;
    if (this.#readMs < readSliceMs) return;
    this.#readMs = 0;
    incoming.pause();
    setImmediate(() => incoming.resume()).unref();
  }

  #receive(text: string): void {
    if (this.#watched.baseMb === undefined) {
      if (this.#isWrapped) this.#watched.pid = innermostProcess(this.#watched.pid);
      this.#watched.baseMb = memoryMb(this.#watched.pid);
    }
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
        const ending = this.#isWrapped ? endOfWrapped(code, signal) : signal;
        resolve(ending === null ? `its process ended with code ${code}` : `its process was ended by ${ending}`);
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
