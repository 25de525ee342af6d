import debug from "debug";

/**
 * Log what is enabled.
 *
 * @title debug
 */
export async function useDebug(): Promise<string> {
  const lines: string[] = [];
  debug.enable("app:*");
  const log = debug("app:one");
  log.log = (...args: string[]) => lines.push(args.join(" "));
  log("hello %s", "world");
  return `${log.enabled} ${lines[0]?.includes("hello world")}`;
}
