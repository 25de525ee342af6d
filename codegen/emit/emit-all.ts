import type { BuildFile } from "../../runtime/contract/build.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { fingerprint } from "../cache/fingerprint.js";
import type { Artifact, CommittedFiles, Generation } from "../model/artifacts.js";
import { ChangingList } from "../model/changing-list.js";
import { sha256OfArtifact } from "../model/hash.js";
import type { ActionModel, Sources } from "../model/models.js";
import type { Project } from "../model/project.js";
import { areSameItems } from "../model/same-items.js";
import { positionOf } from "../model/source-text.js";
import type { CompiledModule } from "./compile-modules.js";
import { emitActions } from "./emit-actions.js";
import { emitCurrent } from "./emit-current.js";
import { emitEntries } from "./emit-entries.js";
import { bundleIndex, emitIndex } from "./emit-index.js";
import { emitCatalog, emitManifest, type ManifestContent, printManifest } from "./emit-manifest.js";
import { emitModules } from "./emit-modules.js";
import { emitPlatforms } from "./emit-platforms.js";
import { emitSdk } from "./emit-sdk.js";
import { emitSecrets } from "./emit-secrets.js";
import { emitValidators, type ValidatorSettings } from "./emit-validators.js";
import { manifestSchema } from "./manifest-schema.js";
import { Members, printJson, printList, printRecords } from "./print-json.js";

/** Input of the emitters: sources, compiled modules, and the content of the manifest made of both. */
export interface EmitInput {
  readonly sources: Sources;
  readonly compiled: ReadonlyMap<string, CompiledModule>;
  readonly project: Project;
  readonly manifest: ManifestContent;
}

/** Makes the content of the manifest, from which all other files are made. */
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
      printManifest(manifest),
      { path: "manifest.schema.json", content: printJson(manifestSchema()) },
      printList(emitCatalog(manifest.entries, manifest.platforms), "catalog.json"),
      emitActions(manifest.entries, project, cache),
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
    fixed: [...fixed, printRecords(sourcesOf(manifest, { sources, project }), "build/sources.json")],
    current: printRecords(
      emitCurrent(
        manifest,
        { sources, project },
        {
          sdk: sdk.file,
          fixed: fixed.map(buildFileOf),
          modules: built.modules,
          validators,
        },
      ),
      "build/current.json",
    ),
  };
}

function buildFileOf(artifact: Artifact): BuildFile {
  return { file: artifact.path.slice("build/".length), sha256: sha256OfArtifact(artifact) };
}

/** Bundles `index.ts`, or takes the bundle from this process or the cache: of `actions.ts` it holds the keys alone. */
async function bundleCached(
  committed: readonly Artifact[],
  { manifest: { keys }, cache }: { readonly manifest: ManifestContent; readonly cache: CodegenCache | undefined },
): Promise<string> {
  const typescript = committed.filter(({ path }) => path.endsWith(".ts"));
  const others = typescript.filter(({ path }) => path !== "actions.ts").map(({ content }) => content);
  if (lastBundle?.keys === keys && areSameItems(lastBundle.others, others)) return lastBundle.text;
  const facts = JSON.stringify([keys, others]);
  const known = cache?.find("index", facts) as string | undefined;
  const text = known ?? (await bundleIndex(typescript));
  if (known === undefined) cache?.keep("index", facts, text);
  lastBundle = { keys, others, text };
  return text;
}

/** The last bundle of this process, with all that it was made from. */
let lastBundle:
  | { readonly keys: readonly string[]; readonly others: readonly unknown[]; readonly text: string }
  | undefined;

/** `build/sources.json`: the fingerprint of the sources, and the position of each action, which changes with every blank line. */
function sourcesOf(
  { keys }: ManifestContent,
  { sources: { actions, files, support }, project }: Pick<EmitInput, "sources" | "project">,
): Readonly<Record<string, unknown>> {
  const elsewhere = support.map(({ file }) => file);
  return {
    version: 1,
    fingerprint: fingerprint(project, files, elsewhere),
    ...(elsewhere.length === 0 ? {} : { elsewhere }),
    actions: new Members(keys, positions.map(actions, positionEntry)),
  };
}

/** Positions in the last `build/sources.json` of this process. */
const positions = new ChangingList<ActionModel, object>();

const positionEntries = new WeakMap<ActionModel, object>();

/** Returns where an action is declared, and the lines that read keys of secrets: lines have no place in committed files. */
function positionEntry(model: ActionModel): object {
  const { source, reads } = model;
  const entry = positionEntries.get(model) ?? {
    file: source.source.file,
    ...positionOf(source.source, source.start),
    ...(reads.length === 0 ? {} : { reads }),
  };
  positionEntries.set(model, entry);
  return entry;
}
