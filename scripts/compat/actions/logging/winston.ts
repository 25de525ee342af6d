import { Writable } from "node:stream";
import winston from "winston";

/**
 * Log to a stream, and to the console.
 *
 * @title winston
 */
export async function useWinston(): Promise<string> {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const format = winston.format.combine(
    winston.format.errors({ stack: false }),
    winston.format.splat(),
    winston.format.json(),
  );
  const log = winston.createLogger({
    format,
    transports: [new winston.transports.Stream({ stream }), new winston.transports.Console()],
  });
  log.info("hello %s", "world", { a: 1 });
  await new Promise((resolve) => setImmediate(resolve));
  return lines.join("").trim();
}
