import pino from "pino";

/**
 * Log to a stream, and to the standard output.
 *
 * @title pino
 */
export async function usePino(): Promise<string> {
  const lines: string[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(line) });
  log.child({ a: 1 }).info({ err: new TypeError("wrong") }, "hello");
  pino().info("to the output");
  const { level, a, err, msg } = JSON.parse(lines[0] ?? "{}");
  return `${level} ${a} ${err.type} ${msg}`;
}
