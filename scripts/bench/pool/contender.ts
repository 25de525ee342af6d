import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkout } from "../harness/checkout.js";
import type { Sample } from "../harness/figure.js";

/** A measured pool: the module of `contenders/` that opens it, and its settings. */
export interface ContenderSpec {
  readonly module: string;
  readonly settings: object;
}

/** Work for a contender: one of the loads of `contenders/loads.mjs`. */
export type Load =
  | {
      readonly kind: "throughput";
      readonly inFlight: number;
      readonly ms: number;
      readonly names?: readonly string[];
      readonly options?: readonly object[];
      /** False when child processes do the work, whose time is not counted. */
      readonly countsCpu?: boolean;
    }
  | { readonly kind: "waits"; readonly count: number; readonly times?: number; readonly isCancellable?: boolean }
  | { readonly kind: "beside"; readonly seconds: number; readonly hasLoops: boolean }
  | { readonly kind: "rows"; readonly count: number }
  | { readonly kind: "firstAnswer"; readonly isNewDomain?: true }
  | { readonly kind: "recovery" }
  | { readonly kind: "memoryOfLanes"; readonly lanes: number }
  | { readonly kind: "memoryOfCalls"; readonly count: number };

/** A contender in a process of its own, so that code and garbage of others do not slow it down. */
export interface Contender {
  readonly measure: (load: Load) => Promise<Sample>;
  readonly close: () => void;
}

type Answer = { readonly sample: Sample } | { readonly error: string };

const program = fileURLToPath(new URL("contenders/serve.mjs", import.meta.url));

/** Starts a contender, which stays warm between loads. */
export function startContender({ module, settings }: ContenderSpec): Contender {
  const child = fork(program, [module, JSON.stringify(settings)], {
    execArgv: ["--expose-gc"],
    env: { ...process.env, ACTIONARY_BENCH_RUNTIME: join(checkout, "dist/runtime.js") },
  });
  return {
    measure: (load) =>
      new Promise((resolve, reject) => {
        const fail = (code: number | null): void => reject(new Error(`${module} ended with ${code}`));
        child.once("exit", fail);
        child.once("message", (answer: Answer) => {
          child.off("exit", fail);
          if ("sample" in answer) resolve(answer.sample);
          else reject(new Error(`${module}, ${load.kind}: ${answer.error}`));
        });
        child.send(load);
      }),
    close: () => void child.kill(),
  };
}
