import { defineConfig } from "vitest/config";

const shared = {
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source", "node", "import", "module", "default"] } },
};

export default defineConfig({
  ...shared,
  test: {
    globalSetup: "test/global-setup.ts",
    // One worker a core: many tests wait for processes that they start.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    include: ["test/**/*.test.ts"],
    exclude: ["test/cases/**", "**/node_modules/**"],
  },
});
