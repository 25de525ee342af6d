import { XMLBuilder, XMLParser } from "fast-xml-parser";

/**
 * Parse and build XML.
 *
 * @title fast-xml-parser
 */
export async function useFastXmlParser(): Promise<string> {
  const value = new XMLParser({ ignoreAttributes: false }).parse('<a b="1"><c>2</c></a>');
  return new XMLBuilder({ ignoreAttributes: false }).build(value);
}
