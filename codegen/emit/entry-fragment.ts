import type { ActionEntry } from "../../runtime/contract/manifest.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { rememberValidatorName, validatorName } from "./emit-validators.js";
import { printRecordMember, rememberRecordMember } from "./print-json.js";

/** What an earlier run has made of an action: its hash, the names of its validators, and its part of `manifest.json`. */
export interface EntryFragment {
  readonly hash: string;
  readonly input: string;
  readonly output: string;
  readonly printed: Uint8Array;
}

const lineFeed = 10;

/** Returns the fragment that was kept under these facts; undefined when there is none. */
export function findFragment(cache: CodegenCache | undefined, facts: string): EntryFragment | undefined {
  const bytes = cache?.findBytes("entry", facts);
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf(lineFeed);
  const [hash = "", input = "", output = ""] = Buffer.from(bytes.subarray(0, end)).toString().split(" ");
  return { hash, input, output, printed: bytes.subarray(end + 1) };
}

/** Keeps the fragment of an entry, and prints the entry for that. */
export function keepFragment(cache: CodegenCache | undefined, facts: string, entry: ActionEntry): void {
  if (cache === undefined || cache.isReadOnly) return;
  const head = `${[entry.hash, validatorName(entry.input), validatorName(entry.output)].join(" ")}\n`;
  const bytes = Buffer.concat([Buffer.from(head), printRecordMember(entry.key, entry)]);
  cache.keepBytes("entry", facts, bytes);
  // One copy is enough.
  rememberRecordMember(entry.key, entry, bytes.subarray(head.length));
}

/** Gives an entry what its fragment has, so that nothing of it is printed and hashed again. */
export function applyFragment(entry: ActionEntry, { input, output, printed }: EntryFragment): void {
  rememberRecordMember(entry.key, entry, printed);
  rememberValidatorName(entry.input, input);
  rememberValidatorName(entry.output, output);
}
