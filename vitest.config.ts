import { defineConfig } from "vitest/config";

const shared = {
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source", "node", "import", "module", "default"] } },
};

/** Tests that leave their process as it was: they share what a worker has loaded, since TypeScript alone takes a second for each file. */
const together = ["actions", "cache", "codegen", "proof", "types", "unit", "vendors", "write"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);
/** Those of them that put something else in the place of a module. */
const replacing = ["test/codegen/internal-fault.test.ts"];
const never = ["test/cases/**", "**/node_modules/**"];

export default defineConfig({
  ...shared,
  test: {
    globalSetup: "test/global-setup.ts",
    // One worker a core: many tests wait for processes that they start.
    maxWorkers: 2,
    // Tests that may run side by side wait for lanes, mostly.
    maxConcurrency: 10,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: "together", isolate: false, include: together, exclude: [...never, ...replacing] },
      },
      {
        extends: true,
        test: {
          name: "apart",
          include: ["test/**/*.test.ts"],
          exclude: [...never, ...together],
        },
      },
      { extends: true, test: { name: "replacing", include: replacing, exclude: never } },
    ],
  },
});
