import type { BuiltValidator } from "../../runtime/contract/build.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import type { Artifact } from "../model/artifacts.js";
import { sha256, shortHash } from "../model/hash.js";
import { packMaxSchemas } from "../model/limits.js";
import type { ActionModel } from "../model/models.js";
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
  const groups = schemasByPack(actions);
  const artifacts = new Map<string, Artifact>();
  const built = new Map<string, BuiltValidator>();
  for (const [index, schemas] of groups.entries()) {
    observer.onProgress({ phase: "validators", done: index, total: groups.length });
    const { artifact, validators } = packOf(schemas, cache);
    artifacts.set(artifact.path, artifact);
    for (const [at, schema] of schemas.entries()) {
      const validator = validators[at];
      if (validator) built.set(validatorName(schema), validator);
    }
  }
  const names = sortedNames(built);
  return {
    artifacts: [...artifacts.values()],
    validators: new Members(
      names,
      names.flatMap((name) => built.get(name) ?? []),
    ),
  };
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

/** Returns the distinct schemas of each pack, in the order of the actions' namespaces. */
function schemasByPack(actions: readonly Action[]): readonly (readonly JsonSchema[])[] {
  const known = new Set<string>();
  const byNamespace = new Map<string, JsonSchema[]>();
  for (const { namespace, input, output } of actions) {
    for (const schema of [input, output]) {
      const name = validatorName(schema);
      if (known.has(name)) continue;
      known.add(name);
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
const printedPacks = new WeakMap<JsonSchema, { readonly schemas: readonly JsonSchema[]; readonly pack: Pack }>();

function packOf(schemas: readonly JsonSchema[], cache: CodegenCache | undefined): Pack {
  const [first] = schemas;
  const printed = first && printedPacks.get(first);
  if (printed && areSameSchemas(printed.schemas, schemas)) return printed.pack;
  const names = schemas.map(validatorName).join(",");
  const known = cache?.find("validators", names) as KnownPack | undefined;
  const made = known === undefined ? printPack(schemas) : undefined;
  const { hash, roots } = known ?? { hash: sha256(made?.code ?? ""), roots: made?.roots ?? [] };
  if (known === undefined) cache?.keep("validators", names, { hash, roots } satisfies KnownPack);
  const file = `validators/${shortHash(hash)}.js`;
  const pack = {
    artifact: lazyArtifact(`build/${file}`, hash, () => made?.code ?? printPack(schemas).code),
    validators: schemas.map((_, at) => ({ file, sha256: hash, rule: roots[at] ?? 0 })),
  };
  if (first) printedPacks.set(first, { schemas, pack });
  return pack;
}

function areSameSchemas(before: readonly JsonSchema[], now: readonly JsonSchema[]): boolean {
  const isSame = (each: JsonSchema, other: JsonSchema | undefined): boolean =>
    each === other || (other !== undefined && validatorName(each) === validatorName(other));
  return before.length === now.length && now.every((each, at) => isSame(each, before[at]));
}
