import { Document, Packer, Paragraph } from "docx";

/**
 * Write a document.
 *
 * @title docx
 */
export async function useDocx(): Promise<string> {
  const document = new Document({ sections: [{ children: [new Paragraph("Hello")] }] });
  return (await Packer.toBuffer(document)).toString("latin1", 0, 2);
}
