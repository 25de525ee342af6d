import { secret } from "actionary";

export const bank = secret({ name: "bank", keys: ["BANK_USER", "BANK_PIN", "BANK_TAN", "BANK_UNUSED"] });

class Account {
  readonly #pin = (): string => bank.get("BANK_PIN");

  get #user(): string {
    return bank.get("BANK_USER");
  }

  #headers(): Record<string, string> {
    return { authorization: `${this.#user}:${this.#pin()}` };
  }

  static #tan(): string {
    return bank.get("BANK_TAN");
  }

  async balance(): Promise<number> {
    const response = await fetch("https://bank.example.com/balance", { headers: this.#headers() });
    return Number(await response.text());
  }

  static confirm(): number {
    return Account.#tan().length;
  }
}

/**
 * Get the balance.
 */
export async function balance(): Promise<number> {
  return new Account().balance();
}

/**
 * Count the digits of a TAN.
 */
export function countDigits(): number {
  return Account.confirm();
}
