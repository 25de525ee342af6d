import { codegen } from "../../codegen/codegen.js";

// Run as a process of its own: `node --import=tsx list-problems.ts ROOT` prints the codes of a project's problems as JSON.

const { diagnostics } = await codegen({ cwd: process.argv[2] ?? ".", check: "committed" });
console.log(JSON.stringify(diagnostics.map((each) => each.code)));
// Not left to the event loop: esbuild's service may still hold it.
process.exit(0);
