/**
 * Look at the first site.
 */
export async function first(): Promise<string> {
  return (await fetch("https://one.example.com/a?b=c#d")).text();
}

/**
 * Look at two sites.
 */
export async function both(): Promise<string[]> {
  const answers = await Promise.all([fetch("https://two.example.com"), fetch("https://ONE.example.com/x")]);
  return Promise.all(answers.map((each) => each.text()));
}

/**
 * Look at none.
 */
export function none(): string {
  return "https://three.example.com";
}
