export type Handler = (x: string, n?: number) => Promise<string>;
