export type Later<T> = Promise<T[]>;
