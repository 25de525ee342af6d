/**
 * Greet somebody.
 *
 * @title Say hello
 * @param name - Who is greeted.
 * @param times - How often.
 * @param tone - How it sounds.
 * @returns The greeting.
 * @readonly
 * @example {"name": "Ada"} => "Hello Ada"
 */
export async function sayHello(name: string, times = 1, tone: "warm" | "cool" = "warm"): Promise<string> {
  return Array(times).fill(`${tone === "warm" ? "Hello" : "Hi"} ${name}`).join(", ");
}
