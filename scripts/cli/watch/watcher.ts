import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { FSWatcher } from "chokidar";
import type { CodegenReport } from "../../../codegen/codegen.js";
import type { Project, ProjectOverrides } from "../../../codegen/model/project.js";
import { readProject } from "../../../codegen/read/project/read-project.js";
import { type Diagnostic, ProblemList } from "../../../codegen/report/problems.js";
import { finishedLine, startedLine } from "../output/watch-lines.js";
import { leftLine, mendedLines, reasonLine, writtenLine } from "./change-lines.js";
import { idleMs, roundQuietMs } from "./limits.js";
import { compareRounds, type RoundNews } from "./round-news.js";
import { createRounds, type Rounds } from "./rounds.js";
import { differences, hasChangedSince, takeSnapshot } from "./snapshot.js";
import { watchFiles } from "./watch-files.js";
import { inputsOf, type WatchedInputs } from "./watched-inputs.js";

/** Work of each round, and output of the watcher. */
export interface WatchSetup {
  readonly overrides: ProjectOverrides;
  /** Generates; `changes` are the absolute paths of all that has changed since the last round, undefined when that is unknown. */
  readonly generate: (changes: readonly string[] | undefined) => Promise<CodegenReport>;
  /** Does the work that a round has put off. Returns the absolute paths of files whose change the round has missed. */
  readonly settle: () => readonly string[];
  /** Prepares the next round; not called during one. */
  readonly warmUp: () => Promise<void>;
  /** Prints a report: the first, without news, as a whole, of later ones the problems. */
  readonly print: (report: CodegenReport, news: RoundNews | undefined) => void;
  readonly printLine: (line: string) => void;
}

/** Generates once, and again at every change of the project's inputs. */
export class Watcher {
  readonly #setup: WatchSetup;
  readonly #cwd = process.cwd();
  readonly #rounds: Rounds = createRounds((changes) => this.#round(changes), roundQuietMs);
  #project: Project;
  #inputs: WatchedInputs;
  #fileWatcher: FSWatcher | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  /** True once package.json exists: without it, codegen would use the defaults, or a project in a folder above. */
  #hasPackageJson = false;
  /** False when a folder came or went: some of its files may be unwatched. */
  #isCertain = true;
  #isFirst = true;
  #resolveGone = (): void => {};
  /** Problems that were printed and are not mended. */
  #known: readonly Diagnostic[] = [];

  /** Resolves when the project's folder is removed, so that there is nothing to watch. */
  readonly gone = new Promise<void>((resolve) => {
    this.#resolveGone = resolve;
  });

  constructor(setup: WatchSetup) {
    this.#setup = setup;
    this.#project = readProject(this.#cwd, setup.overrides, new ProblemList());
    this.#inputs = inputsOf(this.#project);
  }

  /** Starts the first round; resolves once changes are noticed. */
  async start(): Promise<void> {
    await this.#watch();
    this.#rounds.note("first run");
  }

  /** Waits for a running round, and starts no other. */
  async close(): Promise<void> {
    await this.#rounds.close();
    clearTimeout(this.#idleTimer);
    this.#settle();
    await this.#fileWatcher?.close();
  }

  async #watch(): Promise<void> {
    await this.#fileWatcher?.close();
    this.#fileWatcher = await watchFiles(this.#project.root, this.#inputs, {
      onFile: (path) => this.#note(path),
      onFolder: (path) => {
        this.#isCertain = false;
        this.#note(path);
      },
      onError: (error) => this.#setup.printLine(watchError(error)),
    });
  }

  #note(path: string): void {
    clearTimeout(this.#idleTimer);
    this.#rounds.note(pathFrom(this.#cwd, join(this.#project.root, path)));
  }

  async #round(changes: readonly string[]): Promise<void> {
    const isFirst = this.#isFirst;
    await this.#work(changes);
    // Only after the first round, because nothing was saved yet; later it would delay the next round.
    if (isFirst) await this.#warmUp();
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#settle(), idleMs);
  }

  /** Does nothing once the folder is removed: writing would create it again. */
  #settle(): void {
    const { root } = this.#project;
    for (const path of existsSync(root) ? this.#setup.settle() : []) {
      this.#isCertain = false;
      this.#note(pathFrom(root, path));
    }
  }

  async #warmUp(): Promise<void> {
    try {
      await this.#setup.warmUp();
    } catch {
      // The next round meets the same error, and reports it.
    }
  }

  async #work(changes: readonly string[]): Promise<void> {
    try {
      if (!(await this.#updateProject())) return;
      // Taken before the run: a file in it was read by the run, or differs in the next snapshot.
      const { root } = this.#project;
      const isCertain = this.#isCertain;
      // The first round learns the extended files, too.
      const mayMove = this.#isFirst || !isCertain || changes.some(isConfiguration);
      const before = mayMove ? takeSnapshot(root, this.#inputs) : undefined;
      this.#isCertain = true;
      const began = Date.now();
      const known = this.#inputs;
      this.#inputs = this.#inputsOf(await this.#generate(changes, mayMove));
      const isSame = isDeepStrictEqual(this.#inputs.elsewhere, known.elsewhere);
      if (isCertain && isSame) return;
      const added = this.#inputs.elsewhere.filter((path) => !known.isFile(path));
      // A new folder may hold files that were not reported, or replace the watched one.
      await this.#watch();
      const found = before === undefined ? [] : differences(before, takeSnapshot(root, this.#inputs));
      for (const path of found) {
        if (added.includes(path) || !this.#inputs.isFile(path)) continue; // not in the earlier snapshot, or no longer an input
        this.#isCertain = false;
        this.#note(path);
      }
      for (const path of added) if (hasChangedSince(join(root, path), began)) this.#note(path);
    } catch (error) {
      this.#setup.printLine(`actionary: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Inputs with the files that tsconfig.json extends, which a round has read. */
  #inputsOf({ configuration }: CodegenReport): WatchedInputs {
    const { root } = this.#project;
    return inputsOf(
      this.#project,
      configuration.map((path) => pathFrom(root, resolve(this.#cwd, path))),
    );
  }

  /** Takes over new folders from package.json; returns false when the project or its package.json is gone. */
  async #updateProject(): Promise<boolean> {
    const problems = new ProblemList();
    const project = readProject(this.#cwd, this.#setup.overrides, problems);
    const packageJson = join(this.#project.root, "package.json");
    if (!existsSync(this.#project.root)) {
      this.#setup.printLine(`${this.#project.root} is gone: nothing is left to watch.`);
      this.#resolveGone();
      return false;
    }
    if (!existsSync(packageJson) && (this.#hasPackageJson || project.root !== this.#project.root)) {
      this.#setup.printLine(`Waiting for ${packageJson} to come back.`);
      return false;
    }
    this.#hasPackageJson = existsSync(packageJson);
    const { root, actions, out } = this.#project;
    const isSame = project.root === root && project.actions === actions && project.out === out;
    // A package.json that is invalid for a moment changes nothing.
    if (isSame || problems.hasErrors) return true;
    this.#project = project;
    this.#inputs = inputsOf(project);
    await this.#watch();
    return true;
  }

  async #generate(changes: readonly string[], mayMove: boolean): Promise<CodegenReport> {
    const { printLine, print, generate } = this.#setup;
    printLine(startedLine(reasonLine(changes)));
    const report = await generate(mayMove ? undefined : changes.map((path) => resolve(this.#cwd, path)));
    const news = compareRounds(this.#known, report.diagnostics);
    print(report, this.#isFirst ? undefined : news);
    const lines = this.#isFirst ? [] : [...mendedLines(news), leftLine(news, report), writtenLine(report)];
    for (const line of lines) if (line !== undefined) printLine(line);
    const { files, diagnostics, ms } = report;
    printLine(finishedLine({ files: files.length, problems: diagnostics.length, ms }));
    if (this.#isFirst) printLine(`Watching ${this.#project.actions}, package.json and tsconfig.json. Ctrl-C ends it.`);
    this.#isFirst = false;
    this.#known = news.known;
    return report;
  }
}

/** Tells whether a change of the file may change the set of inputs. */
function isConfiguration(path: string): boolean {
  return path.endsWith(".json");
}

function pathFrom(folder: string, file: string): string {
  return relative(folder, file).replaceAll("\\", "/");
}

function watchError(error: NodeJS.ErrnoException): string {
  if (error.code !== "ENOSPC" && error.code !== "EMFILE") return `Changes may go unseen: ${error.message}`;
  return "Changes may go unseen: the system watches no more files. Raise its limit (Linux: fs.inotify.max_user_watches), or set CHOKIDAR_USEPOLLING=1.";
}
