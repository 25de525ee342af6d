import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { BuildFile, BuiltValidator } from "../../runtime/contract/build.js";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import type { Artifact } from "../model/artifacts.js";
import { sha256, shortHash } from "../model/hash.js";
import type { Observer } from "../report/observer.js";
import { compileValidator, helperModules } from "./compile-validator.js";

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

/** Names by schema: schemas never change, and each name is needed a few times. */
const validatorNames = new WeakMap<JsonSchema, string>();

/** Validators that a second thread compiles: their names, and the code of those that it has finished. */
export interface BackgroundValidators {
  readonly names: ReadonlySet<string>;
  readonly codes: Promise<ReadonlyMap<string, string>>;
}

/** Helpers of `emitValidators` that save it work or watch it. */
export interface ValidatorSettings {
  readonly cache: CodegenCache | undefined;
  readonly observer: Observer;
  readonly background: BackgroundValidators;
}

/** Compiles each distinct schema to a module that needs nothing but Ajv's helpers, which are copied into the build. */
export async function emitValidators(
  schemas: readonly JsonSchema[],
  settings: ValidatorSettings,
): Promise<EmittedValidators> {
  const distinct = new Map(schemas.map((schema) => [validatorName(schema), schema]));
  const codes = await compileDistinct(distinct, settings);
  const helpers = await emitHelpers(settings.cache);
  const link = `import { helpers } from ${JSON.stringify(`../${helpers.file.file}`)};\n`;
  const artifacts: Artifact[] = [];
  const validators: Record<string, BuiltValidator> = {};
  for (const [name, code] of [...codes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Most need none; an import would make the runtime load a second file.
    const needsHelpers = code.includes('helpers["');
    const { artifact, file } = printValidator(distinct.get(name) ?? {}, { link: needsHelpers ? link : "", code });
    artifacts.push(artifact);
    validators[name] = needsHelpers ? { ...file, helpers: helpers.file } : file;
  }
  const isUsed = Object.values(validators).some((each) => each.helpers !== undefined);
  return { artifacts: isUsed ? [helpers.artifact, ...artifacts] : artifacts, validators };
}

/** A validator's file with the parts that it was made of: its code, and the import of its helpers, if it needs any. */
interface PrintedValidator {
  readonly link: string;
  readonly code: string;
  readonly artifact: Artifact;
  readonly file: BuildFile;
}

/** Files that earlier runs of this process have printed, by schema. */
const printedValidators = new WeakMap<JsonSchema, PrintedValidator>();

function printValidator(schema: JsonSchema, { link, code }: Pick<PrintedValidator, "link" | "code">): PrintedValidator {
  const known = printedValidators.get(schema);
  if (known !== undefined && known.link === link && known.code === code) return known;
  const content = `${link}${code}`;
  const hash = sha256(content);
  const file = `validators/${shortHash(hash)}.js`;
  const made = { link, code, artifact: { path: `build/${file}`, content, sha256: hash }, file: { file, sha256: hash } };
  printedValidators.set(schema, made);
  return made;
}

/** Code by name: compiles what the second thread was not given, waits for it, then compiles what it has not finished. */
async function compileDistinct(
  distinct: ReadonlyMap<string, JsonSchema>,
  { cache, observer, background }: ValidatorSettings,
): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>();
  const compileAll = (names: readonly string[]): void => {
    for (const name of names) {
      observer.onProgress({ phase: "validators", done: codes.size, total: distinct.size });
      const schema = distinct.get(name);
      if (schema && !codes.has(name)) codes.set(name, compileCached(schema, cache));
    }
  };
  compileAll([...distinct.keys()].filter((name) => !background.names.has(name)));
  for (const [name, code] of await background.codes) {
    if (!distinct.has(name) || codes.has(name)) continue;
    codes.set(name, code);
    cache?.keep("validator", name, code);
  }
  compileAll([...distinct.keys()]);
  return codes;
}

function compileCached(schema: JsonSchema, cache: CodegenCache | undefined): string {
  const name = validatorName(schema);
  const known = cache?.find("validator", name) as string | undefined;
  if (known !== undefined) return known;
  const code = compileValidator(schema);
  cache?.keep("validator", name, code);
  return code;
}

async function emitHelpers(cache: CodegenCache | undefined): Promise<Pick<PrintedValidator, "artifact" | "file">> {
  const known = cache?.find("validator-helpers", "") as string | undefined;
  const content = known ?? (await bundleHelpers());
  if (known === undefined) cache?.keep("validator-helpers", "", content);
  const hash = sha256(content);
  const file = `ajv-${shortHash(hash)}.js`;
  return { artifact: { path: `build/${file}`, content, sha256: hash }, file: { file, sha256: hash } };
}

async function bundleHelpers(): Promise<string> {
  const require = createRequire(import.meta.url);
  // Validators expect the result of `require`: an import would give them the default export instead of the module.
  const entries = helperModules.map(
    (name) => `${JSON.stringify(name)}: require(${JSON.stringify(require.resolve(name))})`,
  );
  const result = await build({
    stdin: {
      contents: `export const helpers = { ${entries.join(", ")} };\n`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "node20.19",
    // Without it, esbuild labels each module with its path on this machine.
    minify: true,
    legalComments: "none",
    logLevel: "silent",
  });
  return result.outputFiles[0]?.text ?? "";
}
