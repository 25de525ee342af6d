/**
 * Send a request.
 */
export async function send(): Promise<boolean> {
  const request = new Request("https://request.example.com/x", { headers: { accept: "text/plain" } });
  return (await fetch(request)).ok;
}

/**
 * Look at the old or the new site.
 *
 * @param isNew - Whether the new one is meant.
 */
export async function look(isNew: boolean): Promise<boolean> {
  let address = "https://old.example.com/";
  if (isNew) address = "https://new.example.com/";
  return (await fetch(address)).ok;
}
