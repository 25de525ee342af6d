import { defineConfig } from "vitest/config";

const shared = {
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source", "node", "import", "module", "default"] } },
};

/** Tests that look at their own process or put something else in the place of a module, so that each has a process for itself. */
const apart = [
  "test/runtime/{attribution,faults,isolation,lane-faults,lanes,process*,soak,supervisor,walls}.test.ts",
  "test/codegen/internal-fault.test.ts",
];
const never = ["test/cases/**", "**/node_modules/**"];

export default defineConfig({
  ...shared,
  test: {
    globalSetup: "test/global-setup.ts",
    // So that no test makes one in the user's home folder.
    env: { ACTIONARY_CACHE_KEY: "a key of the tests, which protects nothing" },
    // One more than CI has cores: many tests wait for processes that they start.
    maxWorkers: 3,
    // Tests that may run side by side wait for lanes, mostly.
    maxConcurrency: 10,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "apart", include: apart, exclude: never } },
      // The others leave their process as it was: they share what a worker has loaded, since TypeScript alone takes a
      // second for each file.
      {
        extends: true,
        test: { name: "together", isolate: false, include: ["test/**/*.test.ts"], exclude: [...never, ...apart] },
      },
    ],
  },
});
