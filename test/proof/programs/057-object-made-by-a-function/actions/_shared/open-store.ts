import { secret } from "actionary";

export const store = secret({ name: "store", keys: ["STORE_READ", "STORE_WRITE", "STORE_OPEN"] });

export function openStore() {
  const opened = store.get("STORE_OPEN");
  async function read(): Promise<string> {
    return (
      await fetch("https://store.example.com/", { headers: { "x-open": opened, "x-key": store.get("STORE_READ") } })
    ).text();
  }
  return {
    read,
    write: async (text: string): Promise<boolean> =>
      (
        await fetch("https://store.example.com/", {
          method: "PUT",
          body: text,
          headers: { "x-key": store.get("STORE_WRITE") },
        })
      ).ok,
  };
}
