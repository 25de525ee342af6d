// Preloaded into every measured process: writes what it has cost, as JSON, to the file that the environment names.
const { readFileSync, readdirSync, writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const file = process.env.ACTIONARY_COSTS_FILE;
if (file && isMainThread) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const cpuMs = (userCPUTime + systemCPUTime) / 1000 + childrenMs();
    writeFileSync(file, JSON.stringify({ megabytes: maxRSS / 1024, cpuMs }));
  });
}

/** Processor time of child processes, such as esbuild's, those that still run included; 0 where the system does not tell. */
function childrenMs() {
  try {
    const ended = timesOf("self", [16, 17]);
    const ids = readdirSync("/proc/self/task").flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    return ids.reduce((sum, id) => sum + timesOf(id, [14, 15]), ended);
  } catch {
    return 0;
  }
}

/** Sum of fields of /proc/PID/stat, which counts them from 1 and times in hundredths of a second. */
function timesOf(id, fields) {
  const stat = readFileSync(`/proc/${id}/stat`, "utf8");
  const values = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.reduce((sum, field) => sum + Number(values[field - 3]) * 10, 0);
}
