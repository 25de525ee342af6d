import own = require("./_own.cjs");

/** Be of CommonJS. */
export async function be(): Promise<string> {
  return own.name;
}
