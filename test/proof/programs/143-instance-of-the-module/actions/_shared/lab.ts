import { secret } from "actionary";

export const lab = secret({ name: "lab", keys: ["LAB_READ", "LAB_WRITE", "LAB_ADMIN"] });

const Lab = class {
  async samples(): Promise<string> {
    return this.#ask(lab.get("LAB_READ"));
  }

  async discard(): Promise<string> {
    await this.samples();
    return this.#ask(lab.get("LAB_WRITE"));
  }

  async reset(): Promise<string> {
    return this.#ask(lab.get("LAB_ADMIN"));
  }

  async #ask(key: string): Promise<string> {
    return (await fetch("https://lab.example.com/", { headers: { "x-key": key } })).text();
  }
};

export const client = new Lab();
