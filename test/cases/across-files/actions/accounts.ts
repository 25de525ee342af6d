import type { Account, State, types } from "./_shared/barrel.js";
import { help, type Place } from "./_shared/types.js";

/** A table, which is no action. */
export const table = { a: 1 };

/** A type, which is no action. */
export type Local = Account;

/** A class that is left out. @internal */
export class Client {}

/**
 * Left out.
 *
 * @internal
 */
export function hidden(anything: any): void {
  void anything;
}

/**
 * Find an account.
 *
 * @param id - The account.
 * @param places - Where to look.
 * @param state - Its state.
 * @param again - A type from a namespace.
 */
export async function find(id: Account, places: Place[], state: State = help(), again?: types.Place): Promise<State> {
  void [id, places, again];
  return state;
}
