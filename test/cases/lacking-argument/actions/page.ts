interface Page<T> {
  items: T[];
}

/**
 * Show a page.
 *
 * @param page - Which page.
 */
export async function show(page: Page): Promise<void> {
  void page;
}
