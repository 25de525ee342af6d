import type { BuildFile, BuiltValidator } from "../../runtime/contract/build.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import type { Artifact } from "../model/artifacts.js";
import { sha256, shortHash } from "../model/hash.js";
import { packMaxSchemas } from "../model/limits.js";
import type { ActionModel } from "../model/models.js";
import type { Observer } from "../report/observer.js";
import { lazyArtifact } from "./lazy-artifact.js";
import { printPack } from "./validators/print-pack.js";

/** Validators of all distinct schemas; `validators` is keyed by `validatorName`. */
export interface EmittedValidators {
  readonly artifacts: readonly Artifact[];
  readonly validators: Readonly<Record<string, BuiltValidator>>;
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
  const validators: [string, BuiltValidator][] = [];
  for (const [index, schemas] of groups.entries()) {
    observer.onProgress({ phase: "validators", done: index, total: groups.length });
    const { artifact, file, roots } = packOf(schemas, cache);
    artifacts.set(artifact.path, artifact);
    for (const [at, schema] of schemas.entries())
      validators.push([validatorName(schema), { ...file, rule: roots[at] ?? 0 }]);
  }
  validators.sort(([a], [b]) => (a < b ? -1 : 1));
  return { artifacts: [...artifacts.values()], validators: Object.fromEntries(validators) };
}

/** Returns the distinct schemas of each pack, in the order of the actions' namespaces. */
function schemasByPack(actions: readonly Action[]): readonly (readonly JsonSchema[])[] {
  const known = new Set<string>();
  const byNamespace = new Map<string, JsonSchema[]>();
  for (const { namespace, input, output } of actions) {
    for (const schema of [input, output]) {
      if (known.has(validatorName(schema))) continue;
      known.add(validatorName(schema));
      const own = byNamespace.get(namespace) ?? [];
      own.push(schema);
      byNamespace.set(namespace, own);
    }
  }
  return [...byNamespace.values()].flatMap((schemas) => {
    const count = Math.ceil(schemas.length / packMaxSchemas);
    return Array.from({ length: count }, (_, part) =>
      schemas.slice(part * packMaxSchemas, (part + 1) * packMaxSchemas),
    );
  });
}

/** A pack's file, with the numbers of its schemas' rules. */
interface Pack {
  readonly artifact: Artifact;
  readonly file: BuildFile;
  readonly roots: readonly number[];
}

/** A pack as the cache keeps it: by its hash, because the build has the code. */
interface KnownPack {
  readonly hash: string;
  readonly roots: readonly number[];
}

/** Packs that earlier runs of this process have printed, by their first schema. */
const printedPacks = new WeakMap<JsonSchema, { readonly names: string; readonly pack: Pack }>();

function packOf(schemas: readonly JsonSchema[], cache: CodegenCache | undefined): Pack {
  const names = schemas.map(validatorName).join(",");
  const [first] = schemas;
  const printed = first && printedPacks.get(first);
  if (printed?.names === names) return printed.pack;
  const known = cache?.find("validators", names) as KnownPack | undefined;
  const made = known === undefined ? printPack(schemas) : undefined;
  const { hash, roots } = known ?? { hash: sha256(made?.code ?? ""), roots: made?.roots ?? [] };
  if (known === undefined) cache?.keep("validators", names, { hash, roots } satisfies KnownPack);
  const file = `validators/${shortHash(hash)}.js`;
  const pack = {
    artifact: lazyArtifact(`build/${file}`, hash, () => made?.code ?? printPack(schemas).code),
    file: { file, sha256: hash },
    roots,
  };
  if (first) printedPacks.set(first, { names, pack });
  return pack;
}
