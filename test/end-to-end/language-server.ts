import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

/** An answer of the server, as JSON. */
type Answer = Readonly<Record<string, unknown>>;

/** A language server that speaks over stdin and stdout. */
export interface LanguageServer {
  readonly ask: (method: string, params: object) => Promise<unknown>;
  readonly tell: (method: string, params: object) => void;
  readonly end: () => void;
}

/** Starts a server in a project, and opens a file of it. */
export async function openServer(
  [program = "", ...args]: readonly string[],
  { project, file, text }: { readonly project: string; readonly file: string; readonly text: string },
): Promise<LanguageServer> {
  const child = spawn(program, args, { cwd: project, stdio: ["pipe", "pipe", "ignore"] });
  const waiting = new Map<number, (answer: unknown) => void>();
  let unread = Buffer.alloc(0);
  let count = 0;
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const receive = (message: Answer): void => {
    // A question of the server's own: it goes on after any answer.
    if (message.id !== undefined && message.method !== undefined) send({ id: message.id, result: null });
    else waiting.get(Number(message.id))?.(message.result ?? message.error);
  };
  child.stdout.on("data", (data: Buffer) => {
    unread = Buffer.concat([unread, data]);
    for (;;) {
      const end = unread.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(unread.subarray(0, Math.max(0, end)).toString())?.[1]);
      if (end < 0 || unread.length < end + 4 + length) return;
      receive(JSON.parse(unread.subarray(end + 4, end + 4 + length).toString()) as Answer);
      unread = unread.subarray(end + 4 + length);
    }
  });
  const server: LanguageServer = {
    ask: (method, params) =>
      new Promise((resolve) => {
        waiting.set(++count, resolve);
        send({ id: count, method, params });
      }),
    tell: (method, params) => send({ method, params }),
    end: () => void child.kill(),
  };
  const capabilities = {
    textDocument: {
      hover: { contentFormat: ["markdown"] },
      completion: { completionItem: { documentationFormat: ["markdown"] } },
    },
  };
  await server.ask("initialize", { processId: process.pid, rootUri: pathToFileURL(project).href, capabilities });
  server.tell("initialized", {});
  const textDocument = { uri: pathToFileURL(file).href, languageId: "typescript", version: 1, text };
  server.tell("textDocument/didOpen", { textDocument });
  return server;
}
