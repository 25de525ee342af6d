import bunyan from "bunyan";

/**
 * Log to a stream.
 *
 * @title bunyan
 */
export async function useBunyan(): Promise<string> {
  const lines: string[] = [];
  const log = bunyan.createLogger({
    name: "app",
    streams: [{ stream: { write: (line: string) => lines.push(line) } as never }],
  });
  log.info({ a: 1 }, "hello");
  const { msg, a } = JSON.parse(lines[0] ?? "{}");
  return `${msg} ${a}`;
}
