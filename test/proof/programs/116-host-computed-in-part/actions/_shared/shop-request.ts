export async function shopRequest(shop: string, path: string): Promise<string> {
  return (await fetch(`https://${shop}.myshop.example.com/${encodeURIComponent(path)}`)).text();
}
