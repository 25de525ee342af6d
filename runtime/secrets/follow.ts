/** A value, or a promise of it: what has the value at once costs a call no turn of the event loop. */
export type Soon<T> = T | Promise<T>;

/** Goes on with a value: at once, or when it is there. */
export function follow<T, Result>(value: Soon<T>, next: (value: T) => Soon<Result>): Soon<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
