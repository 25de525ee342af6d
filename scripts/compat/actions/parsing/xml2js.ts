import { parseStringPromise } from "xml2js";

/**
 * Parse XML.
 *
 * @title xml2js
 */
export async function useXml2js(): Promise<string> {
  return JSON.stringify(await parseStringPromise('<a b="1"><c>2</c></a>'));
}
