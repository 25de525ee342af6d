declare function api<P>(options: object, run: (p: P) => Promise<string>): (p: P) => Promise<string>;
declare function tool(definition: object): { name: string };
declare function memo(run: () => string): () => string;

export const wrapped = api({ path: "/a" }, async (p: { name: string }) => p.name);
export const made = tool({ description: "x", execute: async (a: string) => a });
export const remembered = memo(function named() {
  return "x";
});
export const items = [1].map((x) => x + 1);
/** @internal */
export const hidden = tool({ run: () => 1 });
