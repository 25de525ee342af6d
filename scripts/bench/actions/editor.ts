import { join } from "node:path";
import ts from "typescript";
import type { Sample } from "../harness/figure.js";

/** An open editor: one language service that has answered once, as after the first seconds of work. */
export interface Editor {
  /** How long it takes to complete where `typed` was written last, from that keystroke to the list; it must hold `wanted`. */
  readonly complete: (typed: string, wanted: string) => Sample;
  /** How long it takes to explain the name that ends `place`, after a keystroke elsewhere in the file. */
  readonly hover: (place: string) => Sample;
}

/** Opens a project in TypeScript's language service; `file` is the one that is edited. */
export function openEditor(root: string, file: string): Editor {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const path = join(root, file);
  const original = ts.sys.readFile(path) ?? "";
  const state = { text: original, version: 0 };
  // As in an editor's server, nothing is read twice: only the file that is edited changes.
  const others = new Map<string, ts.IScriptSnapshot | undefined>();
  const snapshotOf = (name: string): ts.IScriptSnapshot | undefined => {
    if (name === path) return ts.ScriptSnapshot.fromString(state.text);
    if (!others.has(name)) {
      const text = ts.sys.readFile(name);
      others.set(name, text === undefined ? undefined : ts.ScriptSnapshot.fromString(text));
    }
    return others.get(name);
  };
  const { readFile, fileExists, directoryExists, getDirectories } = ts.sys;
  const service = ts.createLanguageService({
    ...{ readFile, fileExists, directoryExists, getDirectories },
    ...(ts.sys.realpath ? { realpath: ts.sys.realpath } : {}),
    getCompilationSettings: () => options,
    getScriptFileNames: () => [path],
    getScriptVersion: (name) => (name === path ? String(state.version) : "0"),
    getScriptSnapshot: snapshotOf,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  const edit = (text: string): void => {
    state.text = text;
    state.version++;
  };
  service.getSemanticDiagnostics(path);
  return {
    complete: (typed, wanted) => {
      edit(`${original}${typed}`);
      const position = original.length + typed.search(/"(?!.*")/);
      return timed(() => {
        const entries = service.getCompletionsAtPosition(path, position, {})?.entries ?? [];
        if (!entries.some(({ name }) => name === wanted)) throw new Error(`${typed} is not completed with ${wanted}`);
      });
    },
    hover: (place) => {
      edit(`${original}// ${state.version}\n`);
      const position = original.indexOf(place) + place.length - 1;
      return timed(() => {
        const info = service.getQuickInfoAtPosition(path, position);
        if (info === undefined) throw new Error(`nothing is told of ${place}`);
      });
    },
  };
}

function timed(work: () => void): Sample {
  const start = performance.now();
  work();
  return { ms: performance.now() - start };
}
