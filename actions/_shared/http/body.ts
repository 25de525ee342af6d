/** What a request carries, in the form in which it travels. */
export interface Body {
  readonly contentType: string;
  readonly text: string;
}

/** Fields of a body; those that are `undefined` are left out. */
export type Fields = Readonly<Record<string, unknown>>;

/** Fields as a JSON object. */
export function jsonBody(fields: Fields): Body {
  return { contentType: "application/json", text: JSON.stringify(fields) };
}

/** Fields as a web form; arrays and objects become JSON. */
export function formBody(fields: Fields): Body {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return { contentType: "application/x-www-form-urlencoded", text: form.toString() };
}
