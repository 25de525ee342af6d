/**
 * Ask a question.
 *
 * @param question - What to ask.
 * @readonly - POST is how the service searches
 */
export async function ask(question: string): Promise<string> {
  return (await fetch("https://answers.example.com/ask", { method: "POST", body: question })).text();
}
