import { afterEach, beforeEach } from "vitest";
import type { VendorServer } from "../vendors/server.js";

/** Starts a vendor for each test of the file; returns a function that returns the one of the running test. */
export function useVendor(start: () => Promise<VendorServer>): () => VendorServer {
  let server: VendorServer | undefined;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  return () => {
    if (!server) throw new Error("The vendor runs while a test runs.");
    return server;
  };
}
