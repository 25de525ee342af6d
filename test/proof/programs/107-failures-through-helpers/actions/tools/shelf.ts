import { checkStatus, tooLate } from "../_shared/check-status.js";

/**
 * Get a book.
 *
 * @param title - Title of the book.
 */
export async function getBook(title: string): Promise<string> {
  const response = await fetch(`https://shelf.example.com/${encodeURIComponent(title)}`);
  checkStatus(response.status);
  return response.text();
}

/**
 * Wait for a book, for a moment only.
 */
export async function waitForBook(): Promise<string> {
  return Promise.race([fetch("https://shelf.example.com/next").then((response) => response.text()), tooLate()]);
}

/**
 * Write a title in capital letters.
 *
 * @param title - Title of a book.
 */
export function capitals(title: string): string {
  return title.toUpperCase();
}
