import { three } from "./deeper/three.js";

export async function two(path: string, method: "GET" | "HEAD"): Promise<string> {
  const response = await fetch(`https://erp.example.com/api/${path}`, { method, headers: three() });
  return response.text();
}
