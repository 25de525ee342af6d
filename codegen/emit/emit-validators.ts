import type { BuiltValidator } from "../../runtime/contract/build.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import type { Artifact } from "../model/artifacts.js";
import { ChangingList } from "../model/changing-list.js";
import { sha256, shortHash } from "../model/hash.js";
import { packMaxSchemas } from "../model/limits.js";
import type { ActionModel } from "../model/models.js";
import { areSameItems } from "../model/same-items.js";
import type { Observer } from "../report/observer.js";
import { lazyArtifact } from "./lazy-artifact.js";
import { Members } from "./print-json.js";
import { printPack } from "./validators/print-pack.js";

/** Validators of all distinct schemas; `validators` have the names of `validatorName`, and are sorted by them. */
export interface EmittedValidators {
  readonly artifacts: readonly Artifact[];
  readonly validators: Members<BuiltValidator>;
}

/** Returns the name of a schema's validator: equal schemas share one. */
export function validatorName(schema: JsonSchema): string {
  const name = validatorNames.get(schema) ?? shortHash(sha256(JSON.stringify(schema)));
  validatorNames.set(schema, name);
  return name;
}

/** Takes the name that an equal schema has got. */
export function rememberValidatorName(schema: JsonSchema, name: string): void {
  validatorNames.set(schema, name);
}

/** Names by schema: schemas never change, and each name is needed a few times. */
const validatorNames = new WeakMap<JsonSchema, string>();

/** Helpers of `emitValidators` that save it work or watch it. */
export interface ValidatorSettings {
  readonly cache: CodegenCache | undefined;
  readonly observer: Observer;
}

type Action = Pick<ActionModel, "namespace" | "input" | "output">;

/**
 * Emits the validators in packs of one namespace, or of a part of a large one: a first call loads one small file, and an edit changes
 * one. Equal schemas share a validator, in the first namespace that has it.
 */
export function emitValidators(actions: readonly Action[], { cache, observer }: ValidatorSettings): EmittedValidators {
  const all = schemasOf.map(actions, namedSchemas);
  const known = last !== undefined && areSameNames(last.schemas, all) ? last : undefined;
  const packs = known?.packs ?? schemasByPack(all);
  const onPack = (done: number): void => observer.onProgress({ phase: "validators", done, total: packs.length });
  if (known !== undefined) {
    for (const index of packs.keys()) onPack(index);
    return known.emitted;
  }
  const artifacts = new Map<string, Artifact>();
  const built = new Map<string, BuiltValidator>();
  for (const [index, schemas] of packs.entries()) {
    onPack(index);
    const { artifact, validators } = packOf(schemas, cache);
    artifacts.set(artifact.path, artifact);
    for (const [at, { name }] of schemas.entries()) {
      const validator = validators[at];
      if (validator) built.set(name, validator);
    }
  }
  const names = sortedNames(built);
  const emitted = {
    artifacts: [...artifacts.values()],
    validators: new Members(
      names,
      names.flatMap((name) => built.get(name) ?? []),
    ),
  };
  last = { schemas: all, packs, emitted };
  return emitted;
}

/** The last validators of this process, with all that they were made from. */
let last:
  | {
      readonly schemas: readonly ActionSchemas[];
      readonly packs: readonly (readonly NamedSchema[])[];
      readonly emitted: EmittedValidators;
    }
  | undefined;

/** Tells whether all names are as before. Not where every action was read anew: then the cache is to keep the packs anew, too. */
function areSameNames(before: readonly ActionSchemas[], now: readonly ActionSchemas[]): boolean {
  const isSame = (one: ActionSchemas, other: ActionSchemas | undefined): boolean =>
    one === other ||
    (one.namespace === other?.namespace && one.schemas.every(({ name }, at) => name === other.schemas[at]?.name));
  const isAllNew = before.every((each, index) => each !== now[index]);
  return before.length === now.length && !isAllNew && before.every((each, index) => isSame(each, now[index]));
}

/** Names of the last validators of this process, sorted. */
let lastNames: ReadonlySet<string> = new Set();

/** Sorts the names of validators; those of the last time are in order already. */
function sortedNames(built: ReadonlyMap<string, BuiltValidator>): readonly string[] {
  const left = [...lastNames].filter((name) => built.has(name));
  if (left.length < built.size) {
    const added = [...built.keys()].filter((name) => !lastNames.has(name)).sort();
    lastNames = new Set(mergeSorted(left, added));
  } else if (left.length < lastNames.size) {
    lastNames = new Set(left);
  }
  return [...lastNames];
}

/** Merges two sorted lists without a common item. */
function mergeSorted(one: readonly string[], other: readonly string[]): readonly string[] {
  const merged: string[] = [];
  let at = 0;
  for (const each of other) {
    for (let next = one[at]; next !== undefined && next < each; next = one[++at]) merged.push(next);
    merged.push(each);
  }
  return [...merged, ...one.slice(at)];
}

/** A schema with the name of its validator. */
interface NamedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
}

/** The two schemas of an action. */
interface ActionSchemas {
  readonly namespace: string;
  readonly schemas: readonly NamedSchema[];
}

/** The schemas of the last actions of this process. */
const schemasOf = new ChangingList<Action, ActionSchemas>();

function namedSchemas({ namespace, input, output }: Action): ActionSchemas {
  return { namespace, schemas: [input, output].map((schema) => ({ name: validatorName(schema), schema })) };
}

/** Returns the distinct schemas of each pack, in the order of the actions' namespaces. */
function schemasByPack(all: readonly ActionSchemas[]): readonly (readonly NamedSchema[])[] {
  const known = new Set<string>();
  const byNamespace = new Map<string, NamedSchema[]>();
  for (const { namespace, schemas } of all) {
    for (const schema of schemas) {
      if (known.has(schema.name)) continue;
      known.add(schema.name);
      const own = byNamespace.get(namespace);
      if (own) own.push(schema);
      else byNamespace.set(namespace, [schema]);
    }
  }
  return [...byNamespace.values()].flatMap((schemas) => {
    const count = Math.ceil(schemas.length / packMaxSchemas);
    return Array.from({ length: count }, (_, part) =>
      schemas.slice(part * packMaxSchemas, (part + 1) * packMaxSchemas),
    );
  });
}

/** A pack's file, with the validators of its schemas. */
interface Pack {
  readonly artifact: Artifact;
  readonly validators: readonly BuiltValidator[];
}

/** A pack as the cache keeps it: by its hash, because the build has the code. */
interface KnownPack {
  readonly hash: string;
  readonly roots: readonly number[];
}

/** Packs that earlier runs of this process have printed, by their first schema. */
const printedPacks = new WeakMap<JsonSchema, { readonly names: readonly string[]; readonly pack: Pack }>();

function packOf(named: readonly NamedSchema[], cache: CodegenCache | undefined): Pack {
  const [first] = named;
  const names = named.map(({ name }) => name);
  const printed = first && printedPacks.get(first.schema);
  if (printed && areSameItems(printed.names, names)) return printed.pack;
  const facts = names.join(",");
  const schemas = named.map(({ schema }) => schema);
  const known = cache?.find("validators", facts) as KnownPack | undefined;
  const made = known === undefined ? printPack(schemas) : undefined;
  const { hash, roots } = known ?? { hash: sha256(made?.code ?? ""), roots: made?.roots ?? [] };
  if (known === undefined) cache?.keep("validators", facts, { hash, roots } satisfies KnownPack);
  const file = `validators/${shortHash(hash)}.js`;
  const pack = {
    artifact: lazyArtifact(`build/${file}`, hash, () => made?.code ?? printPack(schemas).code),
    validators: schemas.map((_, at) => ({ file, sha256: hash, rule: roots[at] ?? 0 })),
  };
  if (first) printedPacks.set(first.schema, { names, pack });
  return pack;
}
