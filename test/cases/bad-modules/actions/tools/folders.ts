import { fileURLToPath } from "node:url";

export const isMain = import.meta.url === "file:///main.ts";
const here = fileURLToPath(import.meta.url);
const { dirname } = import.meta;
const url = import.meta["url"];
const name: string = "x";
export const isStarted = import.meta.main;

/** Name files that no build has. */
export async function nameFiles(): Promise<unknown> {
  const urls = [
    new URL(name, import.meta.url),
    new URL("./missing.txt", import.meta.url),
    new URL("./folder", import.meta.url),
    new URL("../../../../outside.txt", import.meta.url),
    new URL("./a.txt?raw", import.meta.url),
    new URL("https://example.com/x"),
    new URL("x", "https://example.com"),
  ];
  return [here, dirname, url, import.meta.dirname, import.meta.filename, import.meta.resolve("./x.js"), urls];
}
