import { Failure } from "actionary";

/** A path whose values are encoded, so that each stays one segment: path`/repos/${owner}/${repo}`. */
export function path(literals: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw({ raw: literals }, ...values.map(encodeSegment));
}

/** Empty, a dot segment, or with half a character: no server could take it for the name of something. */
const noName = /^\.{0,2}$|\p{Surrogate}/u;

function encodeSegment(value: string | number): string {
  const text = String(value);
  if (noName.test(text)) {
    throw new Failure("invalid_request", `${JSON.stringify(text)} cannot be a part of a URL's path.`);
  }
  return encodeURIComponent(text);
}
