export abstract class Source {
  protected abstract token(): string;

  async read(): Promise<string> {
    const response = await fetch("https://sources.example.com/", { headers: { authorization: this.token() } });
    return response.text();
  }
}
