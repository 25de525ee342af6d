// Preloaded into every process that is measured: leaves the most memory that it held, in kilobytes, where it is told to.
const { writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const file = process.env.ACTIONARY_PEAK_MEMORY_FILE;
if (file && isMainThread) {
  process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
}
