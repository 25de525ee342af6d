/** The part of an `AbortSignal` that a function needs, for projects with neither Node's types nor a browser's. */
interface SignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** `AbortSignal` where the project has its type, so that the package's declarations also compile with `"types": []`. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer S } } ? S : SignalLike;
