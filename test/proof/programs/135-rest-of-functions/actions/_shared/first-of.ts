export async function firstOf(...attempts: readonly (() => Promise<string>)[]): Promise<string> {
  for (const attempt of attempts) {
    const text = await attempt();
    if (text !== "") return text;
  }
  return "";
}
