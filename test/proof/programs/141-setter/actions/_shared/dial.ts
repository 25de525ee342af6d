import { secret } from "actionary";

export const dial = secret({ name: "dial", keys: ["DIAL_SET", "DIAL_GET"] });

export class Dial {
  #value = "";

  get value(): string {
    return this.#value + dial.get("DIAL_GET").slice(0, 1);
  }

  set value(value: string) {
    this.#value = `${dial.get("DIAL_SET")}:${value}`;
  }
}
