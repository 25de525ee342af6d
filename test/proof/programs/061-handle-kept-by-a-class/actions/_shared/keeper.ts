import type { Secret } from "actionary";

export class Keeper {
  readonly #handle: Secret<"airtable", "AIRTABLE_TOKEN" | "AIRTABLE_BASE", never>;

  constructor(handle: Secret<"airtable", "AIRTABLE_TOKEN" | "AIRTABLE_BASE", never>) {
    this.#handle = handle;
  }

  async rows(): Promise<string> {
    const headers = { authorization: `Bearer ${this.#handle.get("AIRTABLE_TOKEN")}` };
    return (await fetch("https://api.airtable.com/v0/rows", { headers })).text();
  }
}
