import { normalize } from "node:path";

/** Facts of an error by which Node's permission model refuses something. */
interface AccessDenied {
  readonly code: "ERR_ACCESS_DENIED";
  /** Such as `FileSystemWrite` or `ChildProcess`. */
  readonly permission: string;
  /** The path, where it is about one. */
  readonly resource: string;
}

/**
 * Returns the message of an error with the `@permission` that would allow what Node refused; the message itself for every
 * other error. `read` reads a property of the error, which may be any value.
 */
export function explainDenied(message: string, read: (key: keyof AccessDenied) => unknown): string {
  // A lane's own refusals say it all.
  if (read("code") !== "ERR_ACCESS_DENIED" || /`@(?:permission|hosts) /.test(message)) return message;
  const permission = read("permission");
  const resource = read("resource");
  if (typeof permission !== "string") return message;
  const path = typeof resource === "string" ? resource : "";
  // Newer versions of Node name their own flags behind the first sentence, which nobody sets here.
  const sentence = message.split(". ", 1)[0]?.replace(/\.$/, "") ?? "";
  return `${sentence} (${permission}${path === "" ? "" : ` ${path}`}). ${adviceOn(permission, path)}`;
}

function adviceOn(permission: string, path: string): string {
  const allow = (value: string): string => `\`@permission ${value}\` in the action's comment allows it.`;
  if (permission === "ChildProcess") return allow("child-process");
  if (permission.startsWith("FileSystem")) return allow(`fs:${path === "" ? "PATH" : folderOf(normalize(path))}`);
  if (permission === "WorkerThreads") {
    return "No `@permission` allows it: make the work actions of their own, whose calls run in several lanes at once.";
  }
  return "No `@permission` allows it.";
}

/** Returns the folder of a path, which is what an action mostly needs; the path itself at the top. */
function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end > 0 ? path.slice(0, end + 1) : path;
}
