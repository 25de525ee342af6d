import type { BuildFile } from "../../runtime/contract/build.js";
import type { Manifest } from "../../runtime/contract/manifest.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { fingerprint } from "../cache/fingerprint.js";
import type { Artifact, CommittedFiles, Generation } from "../model/artifacts.js";
import { sha256OfArtifact } from "../model/hash.js";
import type { Sources } from "../model/models.js";
import type { Project } from "../model/project.js";
import { positionOf, type Span } from "../model/source-text.js";
import type { CompiledModule } from "./compile-modules.js";
import { emitActions } from "./emit-actions.js";
import { emitCurrent } from "./emit-current.js";
import { emitEntries } from "./emit-entries.js";
import { bundleIndex, emitIndex } from "./emit-index.js";
import { emitCatalog, emitManifest } from "./emit-manifest.js";
import { emitModules } from "./emit-modules.js";
import { emitPlatforms } from "./emit-platforms.js";
import { emitSdk } from "./emit-sdk.js";
import { emitSecrets } from "./emit-secrets.js";
import { emitValidators, type ValidatorSettings } from "./emit-validators.js";
import { manifestSchema } from "./manifest-schema.js";
import { printJson, printList, printRecords } from "./print-json.js";

/** Input of the emitters: sources, compiled modules, and the manifest made of both. */
export interface EmitInput {
  readonly sources: Sources;
  readonly compiled: ReadonlyMap<string, CompiledModule>;
  readonly project: Project;
  readonly manifest: Manifest;
}

/** Makes the manifest, from which all other files are made. */
export function emitInput(
  sources: Sources,
  compiled: ReadonlyMap<string, CompiledModule>,
  { project, cache }: { readonly project: Project; readonly cache: CodegenCache | undefined },
): EmitInput {
  const entries = emitEntries(sources.actions, compiled, { packages: sources.packages, cache });
  return { sources, compiled, project, manifest: emitManifest(entries, sources) };
}

/** Emits the files that git keeps. Touches no file of the project. */
export function emitCommitted({ manifest, project }: EmitInput, cache?: CodegenCache): CommittedFiles {
  return {
    committed: [
      recordsFile("manifest.json", { ...manifest }),
      { path: "manifest.schema.json", content: printJson(manifestSchema()) },
      listFile("catalog.json", emitCatalog(manifest)),
      { path: "actions.ts", content: emitActions(manifest, project, cache) },
      { path: "platforms.ts", content: emitPlatforms(manifest, project.actions) },
      { path: "secrets.ts", content: emitSecrets(manifest, project.actions) },
      { path: "index.ts", content: emitIndex(project.actions) },
    ],
  };
}

/** Emits all files: those that git keeps, and the build. Touches no file of the project. */
export async function emitAll(input: EmitInput, settings: ValidatorSettings): Promise<Generation> {
  const { sources, compiled, project, manifest } = input;
  const { cache, observer } = settings;
  const { artifacts: validatorFiles, validators } = observer.timed("validators", () =>
    emitValidators(sources.actions, settings),
  );
  const { committed } = emitCommitted(input, cache);
  const sdk = emitSdk();
  const built = emitModules(compiled, { sdkFile: sdk.file.file, cache });
  const index = await bundleCached(committed, { manifest, cache });
  const fixed = [
    ...sdk.fixed,
    { path: "build/index.js", content: index },
    // Where the project's own rules do not leave the build out of commits.
    { path: "build/.gitignore", content: "*\n" },
    { path: "build/package.json", content: printJson({ private: true, type: "module" }) },
  ];
  return {
    committed,
    addressed: [...sdk.addressed, ...built.artifacts, ...validatorFiles],
    fixed: [...fixed, recordsFile("build/sources.json", sourcesOf(sources, project))],
    current: recordsFile("build/current.json", {
      ...emitCurrent(
        manifest,
        { sources, project },
        {
          sdk: sdk.file,
          fixed: fixed.map(buildFileOf),
          modules: built.modules,
          validators,
        },
      ),
    }),
  };
}

function recordsFile(path: string, records: Readonly<Record<string, unknown>>): Artifact {
  return { path, content: printRecords(records, path) };
}

function listFile(path: string, values: readonly object[]): Artifact {
  return { path, content: printList(values, path) };
}

function buildFileOf(artifact: Artifact): BuildFile {
  return { file: artifact.path.slice("build/".length), sha256: sha256OfArtifact(artifact) };
}

/** Bundles `index.ts`, or takes the bundle from the cache: of `actions.ts` it holds the keys alone. */
async function bundleCached(
  committed: readonly Artifact[],
  { manifest, cache }: { readonly manifest: Manifest; readonly cache: CodegenCache | undefined },
): Promise<string> {
  const typescript = committed.filter(({ path }) => path.endsWith(".ts"));
  const others = typescript.filter(({ path }) => path !== "actions.ts").map(({ content }) => content);
  const facts = JSON.stringify([Object.keys(manifest.actions), others]);
  const known = cache?.find("index", facts) as string | undefined;
  if (known !== undefined) return known;
  const bundle = await bundleIndex(typescript);
  cache?.keep("index", facts, bundle);
  return bundle;
}

/** `build/sources.json`: the fingerprint of the sources, and the position of each action, which changes with every blank line. */
function sourcesOf({ actions, files, support }: Sources, project: Project): Readonly<Record<string, unknown>> {
  const positions = actions.map(({ key, source }) => [key, positionEntry(source)]);
  const elsewhere = support.map(({ file }) => file);
  return {
    version: 1,
    fingerprint: fingerprint(project, files, elsewhere),
    ...(elsewhere.length === 0 ? {} : { elsewhere }),
    actions: Object.fromEntries(positions),
  };
}

const positionEntries = new WeakMap<Span, object>();

function positionEntry(span: Span): object {
  const entry = positionEntries.get(span) ?? { file: span.source.file, ...positionOf(span.source, span.start) };
  positionEntries.set(span, entry);
  return entry;
}
