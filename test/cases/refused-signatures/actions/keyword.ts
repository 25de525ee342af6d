/** Have a keyword for a name. */
export async function keyword(class: string): Promise<void> {}
