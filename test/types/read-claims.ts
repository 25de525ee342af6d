import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../runtime/contract/json.js";
import { casesFolder } from "../proof/compile-case.js";

/** Evidence that a case gives for a form of a row. */
export type Evidence =
  /** A problem is reported with this code, and its message holds this text. */
  | { readonly kind: "problem"; readonly code: string; readonly text: string }
  /** The manifest's entry of an action has this value at this pointer; `undefined`: nothing is there. */
  | { readonly kind: "entry"; readonly key: string; readonly pointer: string; readonly value: Json | undefined }
  /** The manifest says this of a platform. */
  | { readonly kind: "platform"; readonly name: string; readonly value: Json }
  /** There is such an action, or none. */
  | { readonly kind: "action"; readonly key: string; readonly exists: boolean }
  /** A call ends in this. */
  | { readonly kind: "call"; readonly key: string; readonly input: Json; readonly outcome: Outcome };

/** End of a call: a result, or an error with the pointer to its cause. */
export type Outcome = { readonly result: Json } | { readonly code: string; readonly path: string };

/** Statement of one case about one form of a row. */
export interface Claim {
  readonly case: string;
  readonly row: string;
  readonly form: string;
  /** The evidence as it is written. */
  readonly text: string;
  readonly evidence: Evidence;
}

/**
 * Reads the claims of every case: its `rows.txt` names rows of the type policy, below each its forms by two blanks (none
 * where the row is the form), below each of those by four the evidence:
 *
 * - `ACT301 callback` a problem
 * - `tools.put list {"type": "array"}` a parameter's schema; `=> {…}` that of the result; `/effects {…}` of the entry
 * - `tools.put list/default absent` nothing there
 * - `tools.put` and `no tools.hidden` an action and none; `platform github {…}` what is known of a platform
 * - `run tools.put {"list": []} -> null` and `-> INVALID_INPUT /list` a call
 */
export function readClaims(): readonly Claim[] {
  return readdirSync(casesFolder).flatMap((name) => {
    const path = join(casesFolder, name, "rows.txt");
    return existsSync(path) ? readFile(name, readFileSync(path, "utf8")) : [];
  });
}

function readFile(name: string, content: string): readonly Claim[] {
  const claims: Claim[] = [];
  let [row, form] = ["", ""];
  for (const line of content.split("\n").filter((each) => each.trim() !== "")) {
    const text = line.trim();
    if (!line.startsWith(" ")) [row, form] = [text, text];
    else if (!line.startsWith("    ")) form = text;
    else claims.push({ case: name, row, form, text, evidence: readEvidence(text) });
  }
  return claims;
}

function readEvidence(text: string): Evidence {
  const [, code, message = ""] = /^(ACT\d{3}) (.+)$/.exec(text) ?? [];
  if (code !== undefined) return { kind: "problem", code, text: message };
  const [, called, input = "", outcome = ""] = /^run (\S+) (\{.*\}) -> (.+)$/.exec(text) ?? [];
  if (called !== undefined) return { kind: "call", key: called, input: parse(input), outcome: readOutcome(outcome) };
  const [, no, action] = /^(no )?(\S+)$/.exec(text) ?? [];
  if (action !== undefined) return { kind: "action", key: action, exists: no === undefined };
  const [, name, entry = ""] = /^platform (\S+) (.+)$/.exec(text) ?? [];
  if (name !== undefined) return { kind: "platform", name, value: parse(entry) };
  const [, key, location = "", value = ""] = /^(\S+) (\S+) (.+)$/.exec(text) ?? [];
  if (key === undefined) throw new Error(`no evidence: ${text}`);
  return { kind: "entry", key, pointer: pointerOf(location), value: value === "absent" ? undefined : parse(value) };
}

function readOutcome(text: string): Outcome {
  const [, code, path = ""] = /^([A-Z_]+)(?: (\S+))?$/.exec(text) ?? [];
  return code === undefined ? { result: parse(text) } : { code, path };
}

function pointerOf(location: string): string {
  if (location.startsWith("/")) return location;
  return location.startsWith("=>") ? `/output${location.slice(2)}` : `/input/properties/${location}`;
}

function parse(text: string): Json {
  return JSON.parse(text) as Json;
}
