/** Have a name that is reserved. */
export async function reserved(package: string): Promise<void> {
  void package;
}
