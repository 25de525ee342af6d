/** Callbacks by signal. Each signal gets one listener, because Node warns of a leak at the eleventh. */
const callbacksOf = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `cancel` when the signal aborts, or now if it has. Returns a function that stops listening. */
export function onAbort(signal: AbortSignal, cancel: () => void): () => void {
  if (signal.aborted) {
    cancel();
    return () => {};
  }
  const callbacks = callbacksOf.get(signal) ?? listen(signal);
  callbacks.add(cancel);
  return () => {
    callbacks.delete(cancel);
  };
}

function listen(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  callbacksOf.set(signal, callbacks);
  signal.addEventListener(
    "abort",
    () => {
      for (const cancel of callbacks) cancel();
    },
    { once: true },
  );
  return callbacks;
}
