import { secret } from "actionary";

export const coffee = secret({ name: "coffee", keys: ["COFFEE_KEY", "COFFEE_BEANS"] });

/**
 * Make coffee.
 */
export async function brew(): Promise<boolean> {
  return (
    await fetch("https://coffee.example.com/", { method: "POST", headers: { "x-key": coffee.get("COFFEE_KEY") } })
  ).ok;
}
