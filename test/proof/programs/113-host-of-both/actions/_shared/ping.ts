export async function ping(): Promise<boolean> {
  return (await fetch("https://status.example.com/ping")).ok;
}
