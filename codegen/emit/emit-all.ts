import type { Manifest } from "../../runtime/contract/manifest.js";
import type { CodegenCache } from "../cache/codegen-cache.js";
import { fingerprint } from "../cache/fingerprint.js";
import type { Artifact, CommittedFiles, Generation } from "../model/artifacts.js";
import type { Sources } from "../model/models.js";
import type { Project } from "../model/project.js";
import { placeOf, type Span } from "../model/source-text.js";
import type { Observer } from "../report/observer.js";
import { emitActions } from "./emit-actions.js";
import { emitCurrent } from "./emit-current.js";
import { emitEntries } from "./emit-entries.js";
import { bundleIndex, emitIndex } from "./emit-index.js";
import { emitCatalog, emitManifest } from "./emit-manifest.js";
import { type CompiledModule, emitModules } from "./emit-modules.js";
import { emitPlatforms } from "./emit-platforms.js";
import { emitSdk } from "./emit-sdk.js";
import { emitSecrets } from "./emit-secrets.js";
import { type CompiledElsewhere, emitValidators } from "./emit-validators.js";
import { manifestSchema } from "./manifest-schema.js";
import { printJson, printList, printRecords } from "./print-json.js";

/** What was read and compiled, and where. */
export interface Emitted {
  readonly sources: Sources;
  readonly compiled: ReadonlyMap<string, CompiledModule>;
  readonly project: Project;
  readonly manifest: Manifest;
}

/** The manifest, which everything else is made from. */
export function emitted(sources: Sources, compiled: ReadonlyMap<string, CompiledModule>, project: Project): Emitted {
  const entries = emitEntries(sources.actions, compiled, sources.packages);
  return { sources, compiled, project, manifest: emitManifest(entries, sources) };
}

/** What git keeps. Touches no file of the project. */
export function emitCommitted({ manifest, project }: Emitted, cache?: CodegenCache): CommittedFiles {
  return {
    committed: [
      { path: "manifest.json", content: printRecords({ ...manifest }) },
      { path: "manifest.schema.json", content: printJson(manifestSchema()) },
      { path: "catalog.json", content: printList(emitCatalog(manifest)) },
      { path: "actions.ts", content: emitActions(manifest, project.actions, cache) },
      { path: "platforms.ts", content: emitPlatforms(manifest, project.actions) },
      { path: "secrets.ts", content: emitSecrets(manifest, project.actions) },
      { path: "index.ts", content: emitIndex(project.actions) },
    ],
  };
}

/** Everything: what git keeps, and the build beside it. Touches no file of the project. */
export async function emitAll(
  of: Emitted,
  {
    cache,
    observer,
    elsewhere,
  }: {
    readonly cache: CodegenCache | undefined;
    readonly observer: Observer;
    readonly elsewhere: CompiledElsewhere;
  },
): Promise<Generation> {
  const { sources, compiled, project, manifest } = of;
  const schemas = sources.actions.flatMap((action) => [action.input, action.output]);
  const { artifacts: validatorFiles, validators } = await observer.timed("validators", () =>
    emitValidators(schemas, { cache, observer, elsewhere }),
  );
  const { committed } = emitCommitted(of, cache);
  const sdk = emitSdk();
  const built = emitModules(compiled, sdk.file.file);
  const index = await bundleCached(committed, { manifest, cache });
  return {
    committed,
    addressed: [...sdk.addressed, ...built.artifacts, ...validatorFiles],
    fixed: [
      ...sdk.fixed,
      { path: "build/index.js", content: index },
      { path: "build/package.json", content: printJson({ private: true, type: "module" }) },
      { path: "build/sources.json", content: printRecords(sourcesOf(sources, project)) },
    ],
    current: {
      path: "build/current.json",
      content: printRecords({
        ...emitCurrent(manifest, sources.actions, { sdk: sdk.file, modules: built.modules, validators }),
      }),
    },
  };
}

/** The bundle of `index.ts`. Of `actions.ts` it holds the keys alone, so that it is made again for new keys. */
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

/** Where each action stands, which changes with every blank line, and what everything was generated from. */
function sourcesOf({ actions, files }: Sources, project: Project): Readonly<Record<string, unknown>> {
  const named = actions.map(({ key, source }) => [key, namedPlace(source)]);
  return { version: 1, fingerprint: fingerprint(project, files), actions: Object.fromEntries(named) };
}

const namedPlaces = new WeakMap<Span, object>();

function namedPlace(span: Span): object {
  const place = namedPlaces.get(span) ?? { file: span.source.file, ...placeOf(span.source, span.start) };
  namedPlaces.set(span, place);
  return place;
}
