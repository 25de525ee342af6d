// Reports of the attempts to look out of a lane.

/** Prints any value, functions and cycles included. */
export function shown(value) {
  const seen = new Set();
  const replace = (_, each) => {
    if (typeof each === "function") return "a function";
    if (typeof each === "bigint" || typeof each === "symbol") return String(each);
    if (typeof each !== "object" || each === null) return each;
    if (seen.has(each)) return "again";
    seen.add(each);
    return each instanceof Map || each instanceof Set ? [...each] : each;
  };
  return JSON.stringify(value, replace) ?? String(value);
}

/** Runs attempts, and reports what each gave, or how it was refused. */
export async function each(attempts) {
  const outcomes = Object.entries(attempts).map(async ([name, run]) => {
    try {
      return [name, (await run()) ?? null];
    } catch (error) {
      return [name, `refused: ${error.code ?? error.message}`];
    }
  });
  return shown(Object.fromEntries(await Promise.all(outcomes)));
}
