import { posix } from "node:path";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry } from "../../runtime/contract/manifest.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import type { Artifact } from "../model/artifacts.js";
import { ChangingList } from "../model/changing-list.js";
import type { Project } from "../model/project.js";
import { snakeCase } from "../model/title.js";
import { emptyList, fileOfParts, joinBlocks } from "./print-parts.js";
import { type PrintScope, printType, recursiveDefinitions } from "./print-type.js";
import { render } from "./render.js";

/** A type that is declared by itself: the name wanted, the name it got, and its text. */
interface HoistedType {
  readonly wanted: string;
  readonly name: string;
  readonly type: string;
}

/** A printed type, and the types that it refers to. */
interface PrintedType {
  readonly text: string;
  readonly declared: readonly HoistedType[];
}

/** The bytes of an action's lines in `actions.ts`, and the types that they refer to. */
interface PrintedLines {
  readonly lines: Uint8Array;
  readonly declared: readonly HoistedType[];
}

/** The folders of a project that `actions.ts` names. */
type Folders = Pick<Project, "actions" | "out">;

/** Emits `actions.ts`: the union of keys, and the wire types of every action, printed from its schemas. */
export function emitActions(entries: readonly ActionEntry[], folders: Folders, cache?: CodegenCache): Artifact {
  const printer: Printer = { out: folders.out, taken: new Set(), cache };
  const printed = printAll(entries, printer);
  const keys = keyLines.map(entries, ({ key }) => Buffer.from(`  ${JSON.stringify(key)},\n`));
  const actions = actionLines.map(printed, ({ lines }) => lines);
  const hoisted = hoistedTypes(printed);
  lastHoisted = hoisted.length;
  const [start, betweenKeys, afterActions, end] = frameOf(folders.actions);
  lastLists = {
    keys: joinBlocks(keys, nothing, lastLists.keys),
    actions: joinBlocks(actions, nothing, lastLists.actions),
  };
  return fileOfParts("actions.ts", [
    ...[start, ...lastLists.keys.blocks, betweenKeys, ...lastLists.actions.blocks, afterActions],
    Buffer.from(hoisted.map(({ name, type }) => `\ntype ${name} = ${type};\n`).join("")),
    end,
  ]);
}

/** Actions of the last `actions.ts` of this process, and the number of types that were hoisted of them. */
const lastPrinted = new ChangingList<ActionEntry, PrintedLines>();
let lastHoisted = 0;

/** Prints all actions: where none has a hoisted type whose name may be taken, those that have changed. */
function printAll(entries: readonly ActionEntry[], printer: Printer): readonly PrintedLines[] {
  const print = (entry: ActionEntry): PrintedLines => printActionOnce(entry, printer);
  return lastPrinted.map(entries, print, { facts: lastHoisted === 0 ? [printer.out] : [printer] });
}

function hoistedTypes(printed: readonly PrintedLines[]): readonly HoistedType[] {
  const hoisted: HoistedType[] = [];
  for (const { declared } of printed) if (declared.length > 0) hoisted.push(...declared);
  return hoisted;
}

/** Lines of the last `actions.ts` of this process. */
const keyLines = new ChangingList<ActionEntry, Uint8Array>();
const actionLines = new ChangingList<PrintedLines, Uint8Array>();
let lastLists = { keys: emptyList, actions: emptyList };

const nothing = new Uint8Array();

/** The texts before, between and after the keys, the actions and the hoisted types. */
type Frame = readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** Renders the template once for a folder of actions. */
function frameOf(source: string): Frame {
  if (lastFrame?.source === source) return lastFrame.frame;
  // Line breaks, because no name of a folder has one where the template prints it.
  const marks = { keys: "\nkeys\n", actions: "\nactions\n", hoisted: "\nhoisted\n" };
  let rest = render(import.meta.url, "actions.hbs", { source, ...marks });
  const pieces = Object.values(marks).map((mark) => {
    const at = rest.indexOf(`${mark}\n`);
    const piece = rest.slice(0, at);
    rest = rest.slice(at + mark.length + 1);
    return Buffer.from(piece);
  });
  const [start = nothing, betweenKeys = nothing, afterActions = nothing] = pieces;
  const frame: Frame = [start, betweenKeys, afterActions, Buffer.from(rest)];
  lastFrame = { source, frame };
  return frame;
}

let lastFrame: { readonly source: string; readonly frame: Frame } | undefined;

/** State of one `actions.ts`: its folder, the names of hoisted types so far, and what earlier runs have printed. */
interface Printer {
  readonly out: string;
  readonly taken: Set<string>;
  readonly cache: CodegenCache | undefined;
}

/** Actions that earlier runs of this process have printed, by entry, with the out folder: entries never change. */
const printedActions = new WeakMap<ActionEntry, { readonly out: string; readonly printed: PrintedLines }>();

/** Prints an action, or takes it from this process or the cache; adds the names of its hoisted types to `taken`. */
function printActionOnce(entry: ActionEntry, printer: Printer): PrintedLines {
  const { out, taken, cache } = printer;
  const earlier = printedActions.get(entry);
  const isKnown = earlier?.out === out;
  if (isKnown && earlier.printed.declared.length === 0) return earlier.printed;
  const facts = `${entry.hash} ${entry.source.file} ${out}`;
  const known = isKnown ? earlier.printed : findLines(cache, facts);
  const isFree = known?.declared.every(({ wanted, name }) => wanted === name && !taken.has(name));
  const made = known !== undefined && isFree ? known : printAction(entry, printer);
  if (made === known) for (const { name } of known.declared) taken.add(name);
  else cache?.keepBytes("action", facts, packLines(made));
  printedActions.set(entry, { out, printed: made });
  return made;
}

function findLines(cache: CodegenCache | undefined, facts: string): PrintedLines | undefined {
  const bytes = cache?.findBytes("action", facts);
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf(lineFeed);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString();
  return { declared: JSON.parse(head) as readonly HoistedType[], lines: bytes.subarray(end + 1) };
}

function packLines({ declared, lines }: PrintedLines): Uint8Array {
  return Buffer.concat([Buffer.from(`${JSON.stringify(declared)}\n`), lines]);
}

const lineFeed = 10;

function printAction(entry: ActionEntry, { out, taken }: Printer): PrintedLines {
  const input = printSchema(entry, "input", taken);
  const output = printSchema(entry, "output", taken);
  const text = render(import.meta.url, "action.hbs", {
    key: entry.key,
    comment: commentOf(entry, out),
    input: input.text,
    output: output.text,
  }).trimEnd();
  return { lines: Buffer.from(`${text}\n`), declared: [...input.declared, ...output.declared] };
}

/** Returns the comment that editors show with a key: title, description and remarks, and the file that the action is in. */
function commentOf({ title, description, remarks, deprecated, source }: ActionEntry, out: string): string {
  const isOnlyTitle = description.replace(/\.$/, "") === title;
  const tags = [
    ...(deprecated === undefined ? [] : [`@deprecated ${deprecated}`]),
    `@see {@link ${posix.relative(out, source.file)}}`,
  ];
  return [...(isOnlyTitle ? [] : [title]), description, ...(remarks ? [remarks] : []), tags.join("\n")].join("\n\n");
}

/** Prints definitions where they are used; a recursive one is hoisted, under a unique name. */
function printSchema(entry: ActionEntry, side: "input" | "output", taken: Set<string>): PrintedType {
  const schema = entry[side];
  const names = new Map<string, { readonly wanted: string; readonly name: string }>();
  const recursive = recursiveDefinitions(schema);
  // Most have none, and splitting the key into words is slow.
  const prefix = recursive.size === 0 ? "" : pascalCase(`${entry.key}_${side}`);
  for (const definition of recursive) {
    const wanted = `${prefix}${definition}`;
    const name = freeTypeName(wanted, taken);
    taken.add(name);
    names.set(definition, { wanted, name });
  }
  const scope: PrintScope = {
    definitions: (schema.definitions ?? {}) as Readonly<Record<string, JsonSchema>>,
    hoisted: new Map([...names].map(([definition, { name }]) => [definition, name])),
  };
  const declared = [...names].map(([definition, named]) => {
    const type = scope.definitions[definition];
    return { ...named, type: type ? printType(type, scope) : "" };
  });
  return { text: printType(schema, scope, "    "), declared };
}

/** Returns the name, with `_2` or more when it is taken: `git.hub.get` and `git_hub.get` are the same in Pascal case. */
function freeTypeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}_${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function pascalCase(key: string): string {
  const words = snakeCase(key).split(/[._]/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
