import fs from "node:fs";
import { promisify } from "node:util";

/**
 * Has `existsSync` and `exists` answer false where a lane may not read, as they do everywhere else when they cannot tell:
 * libraries ask for certificates, settings and marks of systems while they load, and expect no error.
 */
export function answerExists(): void {
  const { existsSync } = fs;
  const exists = (path: fs.PathLike): boolean => {
    try {
      return existsSync(path);
    } catch {
      return false;
    }
  };
  fs.existsSync = exists;
  const answer = (path: fs.PathLike, done: (exists: boolean) => void): void => void setImmediate(done, exists(path));
  Object.defineProperty(answer, promisify.custom, { value: async (path: fs.PathLike) => exists(path) });
  fs.exists = answer as typeof fs.exists;
}
