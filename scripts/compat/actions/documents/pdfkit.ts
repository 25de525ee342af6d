import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";

/**
 * Write a PDF.
 *
 * @title pdfkit
 */
export async function usePdfkit(): Promise<string> {
  const document = new PDFDocument();
  document.fontSize(12).text("Hello");
  document.end();
  return (await buffer(document)).toString("latin1", 0, 5);
}
