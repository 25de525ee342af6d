export interface Opts {
  a: string;
}

export interface Page<T> {
  items: T[];
}
