import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { build, transform } from "esbuild";
import type { BuildFile, BuiltAction, BuiltSecret, CurrentBuild } from "../../runtime/contract/build.js";
import type { JsonObject } from "../../runtime/contract/json.js";
import type { Effects, Limits, SecretRequirement } from "../../runtime/contract/manifest.js";

/** An action of a hand-made build. Every parameter takes anything unless `input` says otherwise. */
export interface FixtureAction {
  readonly export: string;
  /** Names in order; `...name` is a rest parameter. */
  readonly parameters?: readonly string[];
  readonly flattened?: true;
  readonly input?: JsonObject;
  readonly output?: JsonObject;
  readonly secrets?: readonly SecretRequirement[];
  readonly timeoutMs?: number;
  readonly limits?: Limits;
  readonly effects?: Partial<Effects>;
  readonly approval?: true;
  readonly vars?: readonly string[];
  readonly permissions?: readonly string[];
}

/** One source file and its actions by key. */
export interface FixtureModule {
  readonly source: string;
  readonly imports?: readonly string[];
  readonly actions?: Readonly<Record<string, FixtureAction>>;
}

export interface Fixture {
  /** What `createRuntime` takes as `generated`. */
  readonly generated: string;
  /** The build folder below it. */
  readonly folder: string;
  readonly current: CurrentBuild;
}

const root = new URL("../../", import.meta.url).pathname;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Makes a whole build from sources, as codegen does, in a temporary folder that the caller removes. */
export async function makeBuild(
  modules: Readonly<Record<string, FixtureModule>>,
  more: Partial<Pick<CurrentBuild, "packages" | "secrets">> = {},
): Promise<Fixture> {
  const generated = mkdtempSync(join(tmpdir(), "actionary-runtime-"));
  const folder = join(generated, "build");
  mkdirSync(folder);
  const writer = new Writer(folder);
  writer.put("package.json", '{"type":"module"}');
  const sdk = writer.put("sdk.js", readFileSync(join(root, "dist", "sdk.js"), "utf8"));
  const compiled = await compileModules(writer, modules);
  const { actions, validators } = await compileActions(writer, modules);
  const secrets = { ...secretsOf(actions), ...more.secrets };
  const current: CurrentBuild = {
    version: 1,
    sdk,
    modules: compiled,
    validators,
    actions,
    secrets,
    packages: more.packages ?? {},
  };
  writeFileSync(join(folder, "current.json"), JSON.stringify(current));
  return { generated, folder, current };
}

/** A closed object of these properties; names that end in `?` are optional. */
export function shape(properties: Readonly<Record<string, JsonObject>>): JsonObject {
  const names = Object.keys(properties);
  return {
    type: "object",
    additionalProperties: false,
    required: names.filter((name) => !name.endsWith("?")),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ""), properties[name] ?? {}])),
  };
}

class Writer {
  constructor(readonly folder: string) {}

  put(file: string, text: string): BuildFile {
    writeFileSync(join(this.folder, file), text);
    return { file, sha256: sha256(text) };
  }
}

async function compileModules(
  writer: Writer,
  modules: Readonly<Record<string, FixtureModule>>,
): Promise<CurrentBuild["modules"]> {
  const entries = Object.entries(modules).map(async ([name, { source, imports = [] }]) => {
    const options = { loader: "ts", format: "esm", target: "node20.19", sourcemap: "inline" } as const;
    const { code } = await transform(source, { ...options, sourcefile: `${name}.ts` });
    const linked = code.replace(/from "actionary"/g, 'from "./sdk.js"');
    return [name, { ...writer.put(`${name}.js`, linked), imports, packages: [] }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function compileActions(
  writer: Writer,
  modules: Readonly<Record<string, FixtureModule>>,
): Promise<Pick<CurrentBuild, "actions" | "validators">> {
  const actions: Record<string, BuiltAction> = {};
  const validators: Record<string, BuildFile> = {};
  for (const [module, { actions: own = {} }] of Object.entries(modules)) {
    for (const [key, action] of Object.entries(own)) {
      const names = (action.parameters ?? []).map((name) => name.replace("...", ""));
      const input = action.input ?? shape(Object.fromEntries(names.map((name) => [`${name}?`, {}])));
      const [inputName, outputName] = [`${key}.input`, `${key}.output`];
      validators[inputName] = await compileValidator(writer, inputName, input);
      validators[outputName] = await compileValidator(writer, outputName, action.output ?? {});
      actions[key] = { ...builtAction(module, action), input: inputName, output: outputName };
    }
  }
  return { actions, validators };
}

function builtAction(module: string, action: FixtureAction): Omit<BuiltAction, "input" | "output"> {
  return {
    run: {
      kind: "function",
      module,
      export: action.export,
      parameters: (action.parameters ?? []).map((name) =>
        name.startsWith("...") ? { name: name.slice(3), rest: true } : { name },
      ),
      flattened: action.flattened ?? false,
    },
    secrets: action.secrets ?? [],
    effects: { readonly: false, idempotent: false, destructive: false, ...action.effects },
    limits: { ...action.limits, ...(action.timeoutMs !== undefined && { timeoutMs: action.timeoutMs }) },
    permissions: action.permissions ?? [],
    vars: action.vars ?? [],
    ...(action.approval && { approval: true }),
  };
}

/** By schema: most actions of a test file take and give the same, and a bundle costs more than all else of a build. */
const bundles = new Map<string, Promise<string>>();

async function compileValidator(writer: Writer, name: string, schema: JsonObject): Promise<BuildFile> {
  const key = JSON.stringify(schema);
  const bundled = bundles.get(key) ?? bundleValidator(schema);
  bundles.set(key, bundled);
  return writer.put(`${name}.js`, await bundled);
}

async function bundleValidator(schema: JsonObject): Promise<string> {
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    strictTuples: false,
    ownProperties: true,
    allErrors: true,
    code: { source: true, esm: true },
    validateSchema: false,
  });
  addFormats.default(ajv);
  const code = standalone.default(ajv, ajv.compile(schema));
  const { outputFiles } = await build({
    stdin: { contents: `${code}\nexport const schema = ${JSON.stringify(JSON.stringify(schema))};`, resolveDir: root },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
  });
  return outputFiles[0]?.text ?? "";
}

function secretsOf(actions: Readonly<Record<string, BuiltAction>>): Record<string, BuiltSecret> {
  const uses = Object.values(actions)
    .flatMap(({ secrets }) => secrets)
    .flatMap((each) => ("oneOf" in each ? each.oneOf : [each]));
  return Object.fromEntries(
    uses.map(({ name, keys, optionalKeys }) => [name, { type: "custom", keys, optionalKeys }] as const),
  );
}
