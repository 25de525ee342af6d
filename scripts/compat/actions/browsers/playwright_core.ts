import { chromium, devices } from "playwright-core";

/**
 * Describe devices, and fail to connect (no browser).
 *
 * To start a browser needs `@permission child-process`.
 *
 * @title playwright-core
 */
export async function usePlaywright(): Promise<string> {
  const failed = await chromium.connectOverCDP("http://127.0.0.1:1", { timeout: 3000 }).then(
    () => "connected",
    (error: Error) => String(error.message.includes("ECONNREFUSED")),
  );
  return `${devices["iPhone 13"]?.viewport.width} ${failed}`;
}
