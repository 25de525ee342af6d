import { Readable } from "node:stream";
import { parse } from "csv-parse";

/**
 * Parse CSV as a stream.
 *
 * @title csv-parse
 */
export async function useCsvParse(): Promise<string> {
  const rows = await Readable.from(["a,b\n", "1,2\n"])
    .pipe(parse({ columns: true }))
    .toArray();
  return JSON.stringify(rows);
}
