import { designTool, printTool } from "../_shared/handle-of.js";

/**
 * List the files.
 */
export async function listFiles(): Promise<string> {
  const tool = designTool();
  const response = await fetch("https://api.figma.com/v1/files", {
    headers: { "x-figma-token": tool.get("FIGMA_TOKEN") },
  });
  return response.text();
}

/**
 * List the prints.
 */
export async function listPrints(): Promise<string> {
  const response = await fetch("https://api.canva.com/rest/v1/designs", {
    headers: { authorization: printTool().get("CANVA_TOKEN") },
  });
  return response.text();
}
