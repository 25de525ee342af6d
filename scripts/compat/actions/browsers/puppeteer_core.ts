import puppeteer from "puppeteer-core";

/**
 * Connect to a browser over a WebSocket.
 *
 * To start a browser needs `@permission child-process`.
 *
 * @title puppeteer-core
 */
export async function usePuppeteer(webSocket: number): Promise<string> {
  const browser = await puppeteer.connect({ browserWSEndpoint: `ws://127.0.0.1:${webSocket}`, protocolTimeout: 5000 });
  const version = await browser.version();
  await browser.disconnect();
  return version;
}
