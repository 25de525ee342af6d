/** Counts accepted calls without an answer by tenant, so that none fills the queue for the others. */
export class TenantShares {
  readonly #calls = new Map<string | undefined, number>();

  add(tenant: string | undefined): void {
    this.#calls.set(tenant, this.#of(tenant) + 1);
  }

  remove(tenant: string | undefined): void {
    const left = this.#of(tenant) - 1;
    if (left > 0) this.#calls.set(tenant, left);
    else this.#calls.delete(tenant);
  }

  /**
   * Returns whether a tenant has less than its share of a full queue: the limit by the number of tenants that have calls. Such a
   * call is accepted beyond the limit, which so stays bounded: the second tenant comes to half of it, the third to a third.
   */
  hasRoom(tenant: string | undefined, limit: number): boolean {
    const own = this.#of(tenant);
    const tenants = this.#calls.size + (own === 0 ? 1 : 0);
    return tenants > 1 && own < Math.floor(limit / tenants);
  }

  #of(tenant: string | undefined): number {
    return this.#calls.get(tenant) ?? 0;
  }
}
