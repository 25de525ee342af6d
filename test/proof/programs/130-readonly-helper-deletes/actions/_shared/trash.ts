export async function empty(): Promise<boolean> {
  return (await fetch("https://trash.example.com/", { method: "DELETE" })).ok;
}

export async function peek(): Promise<string> {
  return (await fetch("https://trash.example.com/")).text();
}
