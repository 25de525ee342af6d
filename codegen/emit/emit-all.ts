import type { CodegenCache } from "../cache/codegen-cache.js";
import { fingerprint } from "../fingerprint.js";
import type { Artifact, Generation } from "../generation.js";
import type { Sources } from "../model.js";
import type { Observer } from "../observer.js";
import type { Project } from "../project.js";
import { placeOf } from "../source.js";
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

/** Everything that is generated from what was read and checked. Touches no file of the project. */
export async function emitAll(
  sources: Sources,
  compiled: ReadonlyMap<string, CompiledModule>,
  {
    project,
    cache,
    observer,
    elsewhere,
  }: {
    readonly project: Project;
    readonly cache: CodegenCache | undefined;
    readonly observer: Observer;
    readonly elsewhere: CompiledElsewhere;
  },
): Promise<Generation> {
  const { actions, packages } = sources;
  const schemas = actions.flatMap((action) => [action.input, action.output]);
  const { artifacts: validatorFiles, validators } = await observer.timed("validators", () =>
    emitValidators(schemas, { cache, observer, elsewhere }),
  );
  const manifest = emitManifest(emitEntries(actions, compiled, packages), sources);
  const typescript: readonly Artifact[] = [
    { path: "actions.ts", content: emitActions(manifest, project.actions) },
    { path: "platforms.ts", content: emitPlatforms(manifest, project.actions) },
    { path: "secrets.ts", content: emitSecrets(manifest, project.actions) },
    { path: "index.ts", content: emitIndex(project.actions) },
  ];
  const sdk = emitSdk();
  const built = emitModules(compiled, sdk.file.file);
  return {
    committed: [
      { path: "manifest.json", content: json(manifest) },
      { path: "manifest.schema.json", content: json(manifestSchema()) },
      { path: "catalog.json", content: json(emitCatalog(manifest)) },
      ...typescript,
    ],
    addressed: [...sdk.addressed, ...built.artifacts, ...validatorFiles],
    fixed: [
      ...sdk.fixed,
      { path: "build/index.js", content: await bundleIndex(typescript) },
      { path: "build/package.json", content: json({ private: true, type: "module" }) },
      { path: "build/sources.json", content: json(sourcesOf(sources, project)) },
    ],
    current: {
      path: "build/current.json",
      content: json(emitCurrent(manifest, actions, { sdk: sdk.file, modules: built.modules, validators })),
    },
  };
}

/** Where each action stands, which changes with every blank line, and what everything was generated from. */
function sourcesOf({ actions, files }: Sources, project: Project): object {
  const places = actions.map(({ key, source }) => [
    key,
    { file: source.source.file, ...placeOf(source.source, source.start) },
  ]);
  return { version: 1, fingerprint: fingerprint(project, files), actions: Object.fromEntries(places) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
