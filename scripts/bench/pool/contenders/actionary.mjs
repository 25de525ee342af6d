// Actionary as a service imports it: the built package, with the actions that codegen made from the project.
import { pathToFileURL } from "node:url";

const { createInProcessExecutor, createRuntime } = await import(
  pathToFileURL(process.env.ACTIONARY_BENCH_RUNTIME).href
);

/** `isolation`: "thread", "process", or "none" for the executor without lanes. */
export async function open({ generated, secrets, lanes, isolation }) {
  const runtime =
    isolation === "none"
      ? await createInProcessExecutor({ generated, secrets })
      : await createRuntime({ generated, secrets, lanes, isolation });
  return {
    call: (name, args, options) => runtime.run(`bench.${name}`, args, options),
    close: () => runtime.close(),
  };
}
