import { two } from "./deep/two.js";

export async function one(path: string): Promise<string> {
  return two(path, "GET");
}
