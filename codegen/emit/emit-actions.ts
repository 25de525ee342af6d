import type { JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry, Manifest } from "../../runtime/contract/manifest.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { snakeCase } from "../model/title.js";
import { type PrintScope, printType, recursiveDefinitions } from "./print-type.js";
import { render } from "./render.js";

/** A type that is declared by itself: the name wanted, the name it got, and its text. */
interface HoistedType {
  readonly wanted: string;
  readonly name: string;
  readonly type: string;
}

/** An action's part of `actions.ts`, and the types that it refers to. */
interface PrintedAction {
  readonly text: string;
  readonly declared: readonly HoistedType[];
}

/** Emits `actions.ts`: the union of keys, and the wire types of every action, printed from its schemas. */
export function emitActions(manifest: Manifest, source: string, cache?: CodegenCache): string {
  const taken = new Set<string>();
  const actions = Object.values(manifest.actions).map((entry) => printActionOnce(entry, taken, cache));
  return render(import.meta.url, "actions.hbs", {
    source,
    keys: Object.keys(manifest.actions),
    actions: actions.map(({ text }) => text),
    hoisted: actions.flatMap(({ declared }) => declared),
  });
}

/** Actions that earlier runs of this process have printed, by entry: entries never change. */
const printedActions = new WeakMap<ActionEntry, PrintedAction>();

/** Prints an action, or takes it from this process or the cache; adds the names of its hoisted types to `taken`. */
function printActionOnce(entry: ActionEntry, taken: Set<string>, cache: CodegenCache | undefined): PrintedAction {
  const known = printedActions.get(entry) ?? (cache?.find("action", entry.hash) as PrintedAction | undefined);
  const isFree = known?.declared.every(({ wanted, name }) => wanted === name && !taken.has(name));
  const made = known !== undefined && isFree ? known : printAction(entry, taken);
  if (made === known) for (const { name } of known.declared) taken.add(name);
  else cache?.keep("action", entry.hash, made);
  printedActions.set(entry, made);
  return made;
}

function printAction(entry: ActionEntry, taken: Set<string>): PrintedAction {
  const input = printSchema(entry, "input", taken);
  const output = printSchema(entry, "output", taken);
  const text = render(import.meta.url, "action.hbs", {
    key: entry.key,
    description:
      entry.deprecated === undefined ? entry.description : `${entry.description}\n\n@deprecated ${entry.deprecated}`,
    input: input.text,
    output: output.text,
  }).trimEnd();
  return { text, declared: [...input.declared, ...output.declared] };
}

/** Prints definitions where they are used; a recursive one is hoisted, under a unique name. */
function printSchema(entry: ActionEntry, side: "input" | "output", taken: Set<string>): PrintedAction {
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
