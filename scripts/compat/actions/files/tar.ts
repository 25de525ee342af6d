import { Header, Parser } from "tar";

/**
 * List the files of an archive.
 *
 * Files of one's own need `@permission fs:PATH`.
 *
 * @title tar
 */
export async function useTar(): Promise<string[]> {
  const head = Buffer.alloc(512);
  new Header({ path: "a.txt", size: 5, type: "File", mode: 0o644, mtime: new Date(0) }).encode(head);
  const names: string[] = [];
  const parser = new Parser({
    onReadEntry: (entry) => {
      names.push(entry.path);
      entry.resume();
    },
  });
  const ended = new Promise((resolve) => parser.on("end", resolve));
  parser.end(Buffer.concat([head, Buffer.from("hello".padEnd(512, "\0")), Buffer.alloc(1024)]));
  await ended;
  return names;
}
