import { read, utils, write } from "xlsx";

/**
 * Write a workbook in memory and read it.
 *
 * @title xlsx
 */
export async function useXlsx(): Promise<string> {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ["a", "b"],
      [1, 2],
    ]),
    "One",
  );
  const copy = read(write(book, { type: "buffer", bookType: "xlsx" }));
  return JSON.stringify(utils.sheet_to_json(copy.Sheets.One ?? {}));
}
