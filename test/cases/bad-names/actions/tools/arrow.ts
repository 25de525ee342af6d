/** Without a name. */
export default async (): Promise<void> => {};
