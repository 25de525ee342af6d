import { PDFDocument, StandardFonts } from "pdf-lib";

/**
 * Write a PDF and read it.
 *
 * @title pdf-lib
 */
export async function usePdfLib(): Promise<number> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage().drawText("Hello", { font, size: 12 });
  return (await PDFDocument.load(await document.save())).getPageCount();
}
