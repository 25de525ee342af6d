/** The calls that each signal cancels. One listener a signal: Node warns of a leak at the eleventh. */
const callsOf = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `cancel` when the signal aborts, or now if it has. Returns what ends that. */
export function onAbort(signal: AbortSignal, cancel: () => void): () => void {
  if (signal.aborted) {
    cancel();
    return () => {};
  }
  const calls = callsOf.get(signal) ?? listen(signal);
  calls.add(cancel);
  return () => {
    calls.delete(cancel);
  };
}

function listen(signal: AbortSignal): Set<() => void> {
  const calls = new Set<() => void>();
  callsOf.set(signal, calls);
  signal.addEventListener(
    "abort",
    () => {
      for (const cancel of calls) cancel();
    },
    { once: true },
  );
  return calls;
}
