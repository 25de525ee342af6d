import type { ActionEntry } from "../../runtime/contract/manifest.js";
import type { WirePlans } from "../../runtime/contract/wire.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { builtActionOnce } from "./emit-current.js";
import { rememberValidatorName, validatorName } from "./emit-validators.js";
import { printRecordMember, rememberRecordMember } from "./print-json.js";

/** Results of an earlier run for an action: its hash, the names of its validators, and its parts of two files. */
export interface EntryFragment {
  readonly hash: string;
  readonly input: string;
  readonly output: string;
  /** Its part of `manifest.json`. */
  readonly manifest: Uint8Array;
  /** Its part of `build/current.json`. */
  readonly current: Uint8Array;
}

const lineFeed = 10;

/** Returns the fragment that was kept under these facts; undefined when there is none. */
export function findFragment(cache: CodegenCache | undefined, facts: string): EntryFragment | undefined {
  const bytes = cache?.findBytes("entry", facts);
  if (bytes === undefined) return undefined;
  const start = bytes.indexOf(lineFeed) + 1;
  const [hash = "", input = "", output = "", size] = Buffer.from(bytes.subarray(0, start - 1))
    .toString()
    .split(" ");
  const end = start + Number(size);
  return { hash, input, output, manifest: bytes.subarray(start, end), current: bytes.subarray(end) };
}

/** Keeps the fragment of an entry; returns it, or undefined when nothing can be kept. */
export function keepFragment(
  cache: CodegenCache | undefined,
  facts: string,
  { entry, wire }: FragmentSource,
): EntryFragment | undefined {
  if (cache === undefined || cache.isReadOnly) return undefined;
  const [input, output] = [validatorName(entry.input), validatorName(entry.output)];
  const manifest = printRecordMember(entry.key, entry);
  const current = printRecordMember(entry.key, builtActionOnce(entry, wire));
  const head = Buffer.from(`${entry.hash} ${input} ${output} ${manifest.length}\n`);
  cache.keepBytes("entry", facts, Buffer.concat([head, manifest, current]));
  return findFragment(cache, facts);
}

/** An entry of the manifest, and the plans of its model. */
export interface FragmentSource {
  readonly entry: ActionEntry;
  readonly wire: WirePlans | undefined;
}

/** Gives an entry what its fragment has, so that nothing of it is printed and hashed again. */
export function applyFragment({ entry, wire }: FragmentSource, fragment: EntryFragment): void {
  const { input, output, manifest, current } = fragment;
  rememberValidatorName(entry.input, input);
  rememberValidatorName(entry.output, output);
  rememberRecordMember(entry.key, entry, manifest);
  rememberRecordMember(entry.key, builtActionOnce(entry, wire), current);
}
