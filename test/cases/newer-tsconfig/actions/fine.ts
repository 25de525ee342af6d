/** Be fine. */
export async function beFine(): Promise<void> {}
