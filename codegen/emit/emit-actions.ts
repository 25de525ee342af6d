import type { JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry, Manifest } from "../../runtime/contract/manifest.js";
import { snakeCase } from "../title.js";
import { type PrintScope, printType, recursiveDefinitions } from "./print-type.js";
import { render } from "./render.js";

/** `actions.ts`: the union of keys and the wire types of every action, printed from its schemas. */
export function emitActions(manifest: Manifest, source: string): string {
  const hoisted = new Map<string, string>();
  const actions = Object.values(manifest.actions).map((entry) => printKnown(entry, hoisted));
  return render(import.meta.url, "actions.hbs", {
    source,
    keys: Object.keys(manifest.actions),
    actions,
    hoisted: [...hoisted].map(([name, type]) => ({ name, type })),
  });
}

/** Entries are data that nobody changes; of those that declare types apart, whose names depend on others, none is here. */
const printed = new WeakMap<ActionEntry, string>();

function printKnown(entry: ActionEntry, hoisted: Map<string, string>): string {
  const known = printed.get(entry);
  if (known !== undefined) return known;
  const before = hoisted.size;
  const text = printAction(entry, hoisted);
  if (hoisted.size === before) printed.set(entry, text);
  return text;
}

function printAction(entry: ActionEntry, hoisted: Map<string, string>): string {
  return render(import.meta.url, "action.hbs", {
    key: entry.key,
    description:
      entry.deprecated === undefined ? entry.description : `${entry.description}\n\n@deprecated ${entry.deprecated}`,
    input: printSchema(entry, "input", hoisted),
    output: printSchema(entry, "output", hoisted),
  }).trimEnd();
}

/** Prints in place what can be; a definition that reaches itself is declared apart, under a name that no other has. */
function printSchema(entry: ActionEntry, side: "input" | "output", hoisted: Map<string, string>): string {
  const schema = entry[side];
  const prefix = pascalCase(`${entry.key}_${side}`);
  const aliases = new Map<string, string>();
  for (const name of recursiveDefinitions(schema)) {
    const alias = freeName(`${prefix}${name}`, hoisted);
    // Its type is printed once all names are known.
    hoisted.set(alias, "");
    aliases.set(name, alias);
  }
  const scope: PrintScope = {
    definitions: (schema.definitions ?? {}) as Readonly<Record<string, JsonSchema>>,
    hoisted: aliases,
  };
  for (const [name, alias] of scope.hoisted) {
    const definition = scope.definitions[name];
    if (definition) hoisted.set(alias, printType(definition, scope));
  }
  return printType(schema, scope, "    ");
}

/** Keys such as `git.hub.get` and `git_hub.get` read the same in Pascal case: the second gets `_2`. */
function freeName(name: string, taken: ReadonlyMap<string, string>): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}_${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function pascalCase(key: string): string {
  const words = snakeCase(key).split(/[._]/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
