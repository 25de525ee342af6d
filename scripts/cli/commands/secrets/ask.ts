/** Thrown where somebody left a question with Ctrl-C or Ctrl-D. */
export class Cancelled extends Error {}

/** Asks for a line on the terminal, on stderr, so that stdout stays the command's. `isHidden`: what is typed is not shown. */
export async function ask(prompt: string, { isHidden = false }: { readonly isHidden?: boolean } = {}): Promise<string> {
  // Loaded here, because most commands ask nothing.
  const { read } = await import("read");
  try {
    const answer = await read({ prompt, silent: isHidden, input: process.stdin, output: process.stderr });
    // The line break that was typed is hidden, too.
    if (isHidden) process.stderr.write("\n");
    return answer;
  } catch {
    process.stderr.write("\n");
    throw new Cancelled();
  }
}
