import { Document, Packer, Paragraph } from "docx";
import mammoth from "mammoth";

/**
 * Turn a document into HTML.
 *
 * @title mammoth
 */
export async function useMammoth(): Promise<string> {
  const buffer = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph("Hello")] }] }));
  return (await mammoth.convertToHtml({ buffer })).value;
}
