import { stringify } from "csv-stringify/sync";

/**
 * Write CSV.
 *
 * @title csv-stringify
 */
export async function useCsvStringify(): Promise<string> {
  return stringify([
    ["a", 'b"c'],
    [1, 2],
  ]);
}
