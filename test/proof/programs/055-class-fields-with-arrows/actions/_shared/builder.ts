import { secret } from "actionary";

export const mailer = secret({ name: "mailer", keys: ["MAILER_KEY", "MAILER_SIGNATURE", "MAILER_TRACKING"] });

class Builder {
  #parts: string[] = [];

  readonly text = (text: string): this => {
    this.#parts.push(text);
    return this;
  };

  sign(): this {
    this.#parts.push(mailer.get("MAILER_SIGNATURE"));
    return this;
  }

  track(): this {
    this.#parts.push(mailer.get("MAILER_TRACKING"));
    return this;
  }

  send = async (): Promise<boolean> => {
    const headers = { authorization: mailer.get("MAILER_KEY") };
    const response = await fetch("https://mailer.example.com/send", {
      method: "POST",
      body: this.#parts.join("\n"),
      headers,
    });
    return response.ok;
  };
}

export function build(): Builder {
  return new Builder();
}
