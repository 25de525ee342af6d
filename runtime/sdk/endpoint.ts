import { configuredUrl } from "../contract/endpoint-names.js";
import { currentContext } from "./context.js";
import { Failure } from "./failure.js";

/** A value of a query; a name with `undefined` is left out. */
export type QueryValue = string | number | boolean | undefined;

/** URL of a service. Configuration, never an argument: a caller could send the credentials elsewhere. */
export interface Endpoint {
  readonly name: string;
  /** The URL that the running call uses: the one configured by the runtime, else the declared one. */
  readonly base: string;
  /**
   * A URL below the base. `path` may not leave it: a `.` or `..` segment, a `?`, a `#` or a control character is an
   * `invalid_request`, so put what comes from arguments through `encodeURIComponent`.
   */
  url(path: string, query?: Readonly<Record<string, QueryValue>>): string;
}

/** Declares the URL of a service, which the configuration of the runtime can override. */
export function endpoint(name: string, url: string): Endpoint {
  if (!URL.canParse(url)) throw new Error(`endpoint("${name}", …): \`${url}\` is no absolute URL.`);
  const base = (what: string): string => configuredUrl(currentContext(what).endpoints, name) ?? url;
  return {
    name,
    get base() {
      return base(`${name}.base`);
    },
    url: (path, query = {}) => joinUrl(base(`${name}.url(…)`), path, query),
  };
}

function joinUrl(base: string, path: string, query: Readonly<Record<string, QueryValue>>): string {
  checkPath(path);
  const url = new URL(base);
  const suffix = path.replace(/^\/+/, "");
  if (suffix !== "") url.pathname = `${url.pathname.replace(/\/+$/, "")}/${suffix}`;
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.append(name, String(value));
  }
  return url.href;
}

const dotSegment = /^(?:\.|%2e){1,2}$/i;

function checkPath(path: string): void {
  // URL parsers remove tabs and line breaks and read a backslash as a slash: either could hide a dot segment.
  const isClean = !/[?#\\]/.test(path) && ![...path].some((character) => character < " " || character === "\u007f");
  if (isClean && !path.split("/").some((segment) => dotSegment.test(segment))) return;
  throw new Failure(
    "invalid_request",
    "A path below an endpoint may not hold `.` or `..` segments, `?`, `#`, backslashes or control characters. Put " +
      "values through encodeURIComponent, and give the query as the second argument.",
  );
}
