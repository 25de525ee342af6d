// Preloaded into every measured process: writes its peak memory, in kilobytes, to the file that the environment names.
const { writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const file = process.env.ACTIONARY_PEAK_MEMORY_FILE;
if (file && isMainThread) {
  process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
}
