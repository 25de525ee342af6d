import ExcelJS from "exceljs";

/**
 * Write a workbook in memory and read it.
 *
 * @title exceljs
 */
export async function useExceljs(): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet("One").addRow(["a", 1, new Date(0)]);
  const bytes = await workbook.xlsx.writeBuffer();
  const copy = new ExcelJS.Workbook();
  await copy.xlsx.load(bytes);
  return JSON.stringify(copy.getWorksheet("One")?.getRow(1).values);
}
