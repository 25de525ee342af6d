import { join } from "node:path";
import ts from "typescript";
import type { Sample } from "../harness/figure.js";

/** An open editor: a language service that has answered once, as after the first seconds of work. */
export interface Editor {
  /** Measures completion after `typed` was written, from the keystroke to the list, which must hold `wanted`. */
  readonly complete: (typed: string, wanted: string) => Sample;
  /** Measures the hover over the name at the end of `text`, after a keystroke elsewhere in the file. */
  readonly hover: (text: string) => Sample;
}

/** Opens a project in TypeScript's language service; `file` is the edited one. */
export function openEditor(root: string, file: string): Editor {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const path = join(root, file);
  const original = ts.sys.readFile(path) ?? "";
  const state = { text: original, version: 0 };
  // As in an editor's server, no file is read twice: only the edited one changes.
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
    hover: (text) => {
      edit(`${original}// ${state.version}\n`);
      const position = original.indexOf(text) + text.length - 1;
      return timed(() => {
        const info = service.getQuickInfoAtPosition(path, position);
        if (info === undefined) throw new Error(`no information about ${text}`);
      });
    },
  };
}

function timed(work: () => void): Sample {
  const start = performance.now();
  work();
  return { ms: performance.now() - start };
}
