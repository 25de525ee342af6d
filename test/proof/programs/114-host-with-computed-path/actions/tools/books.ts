/**
 * Get a book.
 *
 * @param isbn - Number of the book.
 * @param language - Language of the answer.
 */
export async function get(isbn: string, language: string): Promise<string> {
  const path = encodeURIComponent(isbn);
  return (await fetch(`https://books.example.com/isbn/${path}?lang=${encodeURIComponent(language)}`)).text();
}
