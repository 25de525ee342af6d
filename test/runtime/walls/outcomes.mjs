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

/** Resolves with what a socket reads first, or rejects with its error. */
export function reading(socket) {
  return new Promise((resolve, reject) => {
    socket.on("error", reject).on("data", (data) => resolve(String(data)));
    socket.on("end", () => resolve("ended")).on("connect", () => socket.write?.("GET / HTTP/1.0\r\n\r\n"));
  });
}

/** Resolves with what a request is answered first, or rejects with its error. */
export function answering(request) {
  return new Promise((resolve, reject) => {
    request.on("error", reject).on("response", (response) => response.on("data", (data) => resolve(String(data))));
    request.end();
  });
}
