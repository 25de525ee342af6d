import { secret } from "actionary";

export const ledger = secret({ name: "ledger", keys: ["LEDGER_KEY"] });

export function register(): void {
  Object.defineProperty(globalThis, "ledger", { value: ledger });
}
