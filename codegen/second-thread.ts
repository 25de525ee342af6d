import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { SecondReader } from "./read/read-stale.js";
import type { ShareAnswer } from "./read/share.js";

/** Somebody who reads half of the files meanwhile, and compiles the validators of what it has read. */
export interface SecondThread extends SecondReader {
  /** Lets it load TypeScript already, where there will be something to read. */
  readonly start: () => void;
  /** The code of the validators of what it read, by their names; as many as it has. */
  readonly validators: () => Promise<ReadonlyMap<string, string>>;
  readonly close: () => void;
}

/** What the thread sends: first what it read, then its validators. */
export type ThreadMessage =
  | { readonly kind: "read"; readonly answer: ShareAnswer }
  | { readonly kind: "validators"; readonly validators: ReadonlyMap<string, string> };

/** A thread that starts when it is needed; undefined where there is no second core for it, or no build. */
export function openSecondThread(): SecondThread | undefined {
  if (import.meta.url.endsWith(".ts") || availableParallelism() < 2) return undefined;
  let worker: Worker | undefined;
  let isAsked = false;
  let validators: Promise<ReadonlyMap<string, string>> = Promise.resolve(new Map());
  const start = (): Worker => {
    worker ??= startWorker();
    return worker;
  };
  return {
    // Fewer are read sooner than it has loaded TypeScript.
    minFiles: 200,
    start: () => void start(),
    read: async (request) => {
      if (isAsked) return undefined;
      isAsked = true;
      const thread = start();
      const reading = nextMessage(thread, "read");
      validators = nextMessage(thread, "validators").then((message) => message?.validators ?? new Map());
      thread.postMessage(request);
      return (await reading)?.answer;
    },
    validators: () => validators,
    close: () => void worker?.terminate(),
  };
}

function startWorker(): Worker {
  const worker = new Worker(new URL("./codegen-thread.js", import.meta.url));
  // Whatever befalls it, its share of the work is done by whoever asked for it.
  worker.on("error", () => {});
  return worker;
}

type MessageOf<K extends ThreadMessage["kind"]> = Extract<ThreadMessage, { readonly kind: K }>;

/** The next message of a kind; undefined where the thread ends before. */
function nextMessage<K extends ThreadMessage["kind"]>(worker: Worker, kind: K): Promise<MessageOf<K> | undefined> {
  return new Promise((resolve) => {
    const isMeant = (message: ThreadMessage): message is MessageOf<K> => message.kind === kind;
    worker.on("message", (message: ThreadMessage) => {
      if (isMeant(message)) resolve(message);
    });
    worker.once("exit", () => resolve(undefined));
  });
}
