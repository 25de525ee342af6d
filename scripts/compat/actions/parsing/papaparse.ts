import Papa from "papaparse";

/**
 * Parse CSV.
 *
 * @title papaparse
 */
export async function usePapaparse(): Promise<string> {
  return JSON.stringify(Papa.parse("a,b\n1,2", { header: true, dynamicTyping: true }).data);
}
