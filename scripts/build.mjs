// Builds `dist`: bundles by esbuild, declarations by TypeScript's per-file transpiler. Plain JavaScript, because it runs
// as `prepare`, also without development dependencies.
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const publicEntries = ["runtime/sdk/index.ts", "runtime/index.ts", "runtime/testing.ts", "codegen/index.ts"];
const sourceFolders = ["codegen", "runtime", "scripts"];
/** Small packages that every start of the command line needs: finding and loading them takes longer than running them. */
const bundledPackages = ["commander", "leven", "picocolors"];
/** Packages that codegen loads when it needs them, by `loadPackage`: they share one file, for which V8's compiled code is kept. */
const packagesOnDemand = [
  ...["@microsoft/tsdoc", "ajv", "ajv-formats", "redos-detector", "safe-regex2"],
  "ts-json-schema-generator",
];

/** Returns the source files of `dist`, sorted. */
function sourceFiles() {
  return sourceFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter(
      (entry) => entry.isFile() && /\.(ts|mjs|hbs|schema\.json)$/.test(entry.name) && !entry.name.endsWith(".d.ts"),
    )
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !relative(root, file).startsWith(join("scripts", "bench")))
    .sort();
}

/** Returns the hash of one fact per source file; includes package.json, which has the versions of bundled packages. */
function hashOf(factOf) {
  const facts = [...sourceFiles(), join(root, "package.json")].map((file) => `${relative(root, file)} ${factOf(file)}`);
  return createHash("sha256").update(facts.join("\n")).digest("hex");
}

/** Returns a hash that changes when a source file may have changed; cheap enough for every start. */
function timesStamp() {
  return hashOf((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  });
}

/** Tells whether `dist` was built from the current sources. An installed package without sources is always fresh. */
export function isFresh() {
  if (!existsSync(join(root, "scripts", "cli", "main.ts"))) return true;
  try {
    return readFileSync(join(dist, "times"), "utf8") === timesStamp();
  } catch {
    return false;
  }
}

/** Builds a new `dist` and swaps it with the old one, so that a reader sees one of both. */
export async function build() {
  const times = timesStamp();
  const next = join(root, ".cache", `dist-${process.pid}`);
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  try {
    const [inputs] = await Promise.all([bundle(next), declarations(next)]);
    writeFileSync(join(next, "THIRD-PARTY-LICENSES.txt"), licensesOf(inputs));
    for (const file of sourceFiles().filter((name) => name.endsWith(".schema.json"))) {
      cpSync(file, join(next, file.slice(file.lastIndexOf("/") + 1)));
    }
    fixSourceMaps(next);
    writeFileSync(join(next, "times"), times);
    // The version of codegen: generated files are stale when the code that made them has changed.
    const contents = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
    writeFileSync(join(next, "version"), hashOf(contents));
    swap(next);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

/** Takes one `../` from the sources of each map: the maps are written one folder deeper than `dist` lies. */
function fixSourceMaps(folder) {
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".map"))) {
    const map = JSON.parse(readFileSync(join(folder, name), "utf8"));
    const sources = map.sources.map((source) => source.replace(/^\.\.\//, ""));
    writeFileSync(join(folder, name), JSON.stringify({ ...map, sources }));
  }
}

/** Replaces `dist` by a folder. Of several builds of the same sources at once, the last one stays. */
function swap(next) {
  const old = `${next}-old`;
  for (let attempt = 1; ; attempt++) {
    try {
      if (existsSync(dist)) renameSync(dist, old);
      renameSync(next, dist);
      break;
    } catch (error) {
      if (attempt === 10 || !["ENOENT", "ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

/** Lets commander, which is CommonJS, load Node's modules from an ES module; node:child_process only when it is used. */
const builtinsOnDemand = {
  name: "builtins-on-demand",
  setup(build) {
    const find = (name) => `globalThis.process.getBuiltinModule("${name}")`;
    build.onLoad({ filter: /[\\/]commander[\\/]lib[\\/]\w+\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replace(
          /require\(['"]node:child_process['"]\)/,
          `{ spawn: (...args) => ${find("node:child_process")}.spawn(...args) }`,
        )
        .replace(/require\(['"](node:\w+)['"]\)/g, (_, name) => find(name)),
    }));
  },
};

/** Makes the command line import the runtime as services do, so that they share no chunks and the runtime stays one file. */
const runtimeApart = {
  name: "runtime-apart",
  setup(build) {
    build.onResolve({ filter: /\/runtime\/index\.js$/ }, () => ({ path: "./runtime.js", external: true }));
  },
};

/** Leaves the store of secrets out of the runtime: `store.js` is loaded when it is first used, and shares no chunk with it. */
const storeApart = {
  name: "store-apart",
  setup(build) {
    build.onResolve({ filter: /\/open-store\.js$/ }, () => ({ path: "./store.js", external: true }));
  },
};

/** Makes the store throw the runtime's own errors, by which callers tell them. */
const errorsShared = {
  name: "errors-shared",
  setup(build) {
    build.onResolve({ filter: /\/secrets-error\.js$/ }, () => ({ path: "./runtime.js", external: true }));
  },
};

/**
 * Lets every part that is loaded on demand import what each start loads, so that this is one file: esbuild puts together what the
 * same entries reach, and each file takes half a millisecond to load.
 */
const startTogether = {
  name: "start-together",
  setup(build) {
    const start = JSON.stringify(join(root, "scripts/cli/command-line.ts"));
    const importsOf = (file) => [...readFileSync(file, "utf8").matchAll(/\bimport\("(\.[^"]+)\.js"\)/g)];
    const onDemand = new Set(
      sourceFiles().flatMap((file) => importsOf(file).map(([, path]) => join(dirname(file), `${path}.ts`))),
    );
    build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
      onDemand.has(path)
        ? { contents: `${readFileSync(path, "utf8")}\nimport ${start};\n`, loader: "ts", resolveDir: dirname(path) }
        : undefined,
    );
  },
};

/** Leaves the search for files out, which only the command line of ts-json-schema-generator needs. */
const withoutGlob = {
  name: "without-glob",
  setup(build) {
    build.onResolve({ filter: /^glob$/ }, () => ({ path: "glob", namespace: "left-out" }));
    build.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** Writes the bundles; returns the paths of all files in them. */
async function bundle(outdir) {
  const { build: esbuild } = await import("esbuild");
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
    metafile: true,
    outdir,
  };
  const shared = {
    ...common,
    packages: "bundle",
    external: Object.keys(dependencies).filter((name) => !bundledPackages.includes(name)),
    splitting: true,
  };
  const results = await Promise.all([
    // The SDK stands alone: codegen copies this one file into every build.
    esbuild({ ...common, entryPoints: { sdk: "runtime/sdk/index.ts" }, sourcemap: false }),
    // So do the lane's entries: a lane may read only its own file and the build.
    esbuild({
      ...shared,
      splitting: false,
      entryPoints: { "lane-thread": "runtime/lane/thread-entry.ts", "lane-process": "runtime/lane/process-entry.ts" },
    }),
    // Each file takes a service a millisecond to load: the runtime is one file, and one that it shares with `testing`.
    esbuild({
      ...shared,
      plugins: [storeApart],
      entryPoints: { runtime: "runtime/index.ts", testing: "runtime/testing.ts" },
    }),
    esbuild({
      ...shared,
      splitting: false,
      plugins: [errorsShared],
      entryPoints: { store: "runtime/secrets/store/open-store.ts" },
    }),
    esbuild({
      ...shared,
      plugins: [builtinsOnDemand, runtimeApart, startTogether],
      entryPoints: {
        cli: "scripts/cli/main.ts",
        codegen: "codegen/index.ts",
      },
    }),
    esbuild({
      ...common,
      format: "cjs",
      packages: "bundle",
      external: ["typescript"],
      // CommonJS where there is a choice: it loads at once.
      conditions: ["node", "require"],
      plugins: [withoutGlob],
      sourcemap: false,
      outdir: undefined,
      outfile: join(outdir, "packages.cjs"),
      stdin: { contents: packagesText(), resolveDir: root },
    }),
  ]);
  return results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** Returns the text of the file of packages: functions by the names of packages, and of the templates that one of them runs. */
function packagesText() {
  const { precompile } = createRequire(import.meta.url)("handlebars");
  const templates = sourceFiles().filter((file) => file.endsWith(".hbs"));
  const options = { noEscape: true, strict: true, knownHelpersOnly: false };
  return [
    ...packagesOnDemand.map(JSON.stringify).map((name) => `exports[${name}] = () => require(${name});`),
    // Its compiler is not needed.
    'exports.handlebars = () => require("handlebars/runtime");',
    ...templates.map((file) => {
      const template = precompile(readFileSync(file, "utf8"), options);
      return `exports["${file.slice(file.lastIndexOf("/") + 1)}"] = () => (${template});`;
    }),
  ].join("\n");
}

/** Returns the notices of the packages that files belong to, each once. */
function licensesOf(inputs) {
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const notices = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const files = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    const texts = files.map((file) => readFileSync(join(root, folder, file), "utf8").trim());
    return [`${name} ${version} (${license})`, ...texts].join("\n\n");
  });
  return `Files in this folder contain code of these packages.\n\n${notices.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

/**
 * Writes the declarations of the public entries and of the files that these import; each file by itself, so that nothing
 * is type-checked. Takes those of unchanged files from an earlier build: loading TypeScript takes longer than all bundles.
 */
async function declarations(outdir) {
  const cache = join(root, ".cache", "declarations.json");
  const earlier = readDeclarations(cache);
  const made = {};
  const problems = [];
  const files = new Set(publicEntries);
  let declarationOf;
  for (const file of files) {
    const text = readFileSync(join(root, file), "utf8");
    const origin = createHash("sha256").update(`${file}\n${text}`).digest("hex");
    if (earlier[origin] === undefined) declarationOf ??= loadTranspiler(problems);
    const declaration = earlier[origin] ?? declarationOf(join(root, file), text);
    made[origin] = declaration;
    const target = join(outdir, "types", file.replace(/\.ts$/, ".d.ts"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, declaration);
    for (const [, specifier] of declaration.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)\.js"/g)) {
      files.add(`${posix.join(posix.dirname(file), specifier)}.ts`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join(""));
  if (declarationOf === undefined) return;
  writeFileSync(`${cache}-${process.pid}`, JSON.stringify({ transpiler: transpilerHash(), declarations: made }));
  renameSync(`${cache}-${process.pid}`, cache);
}

/** Reads the declarations that this script and this TypeScript have made, by the hash of the text; none when that fails. */
function readDeclarations(cache) {
  try {
    const { transpiler, declarations } = JSON.parse(readFileSync(cache, "utf8"));
    return transpiler === transpilerHash() ? declarations : {};
  } catch {
    return {};
  }
}

/** Returns a hash of everything else that a declaration depends on: TypeScript and the options in this script. */
function transpilerHash() {
  const { version } = createRequire(import.meta.url)("typescript/package.json");
  return createHash("sha256")
    .update(version)
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest("hex");
}

/** Returns a function that makes a file's declaration, and adds errors in the file to `problems`. */
function loadTranspiler(problems) {
  const ts = createRequire(import.meta.url)("typescript");
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    isolatedDeclarations: true,
    declaration: true,
    strict: true,
  };
  const host = { getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => "\n" };
  return (fileName, text) => {
    const options = { fileName, reportDiagnostics: true, compilerOptions };
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(text, options);
    if (diagnostics.length > 0) problems.push(ts.formatDiagnostics(diagnostics, host));
    return outputText;
  };
}

if (
  import.meta.url === pathToFileURL(process.argv[1] ?? "").href &&
  existsSync(join(root, "scripts", "cli", "main.ts"))
) {
  await build();
}
