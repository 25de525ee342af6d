import { JSDOM } from "jsdom";

/**
 * Read and change a page.
 *
 * @title jsdom
 */
export async function useJsdom(): Promise<string> {
  const { document } = new JSDOM("<p>Hello</p>").window;
  document.body.append(document.createElement("hr"));
  return `${document.querySelector("p")?.textContent} ${document.body.innerHTML}`;
}
