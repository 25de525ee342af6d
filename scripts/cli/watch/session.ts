import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { FSWatcher } from "chokidar";
import type { CodegenReport } from "../../../codegen/codegen.js";
import type { Project, ProjectOverrides } from "../../../codegen/model/project.js";
import { readProject } from "../../../codegen/read/project/read-project.js";
import { type Diagnostic, ProblemList } from "../../../codegen/report/problems.js";
import { finishedLine, startedLine } from "../output/watch-lines.js";
import { clearedLine, reasonLine, writtenLine } from "./change-lines.js";
import { type Inputs, inputsOf } from "./inputs.js";
import { createRounds, type Rounds } from "./rounds.js";
import { differences, hasChangedSince, takeSnapshot } from "./snapshot.js";
import { watchFiles } from "./watch-files.js";

/** What is done in each round, and where it is told. */
export interface WatchSetup {
  readonly overrides: ProjectOverrides;
  readonly generate: () => Promise<CodegenReport>;
  /** Does what a round left for when there is time. */
  readonly settle: () => void;
  /** Gets ready for the next round; nothing else is at work meanwhile. */
  readonly warmUp: () => Promise<void>;
  /** Prints a report: the first one whole, of later ones the problems. */
  readonly print: (report: CodegenReport, isFirst: boolean) => void;
  readonly say: (line: string) => void;
}

/** Long enough for an editor that saves in steps, short enough not to be felt. */
const quietMs = 10;

/** After so long without a change nobody waits for an answer. */
const idleMs = 500;

/** Generates once, and again at every change of the project's inputs. */
export class WatchSession {
  readonly #setup: WatchSetup;
  readonly #cwd = process.cwd();
  readonly #rounds: Rounds = createRounds((changes) => this.#round(changes), quietMs);
  #project: Project;
  #inputs: Inputs;
  #watcher: FSWatcher | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** Whether the project is described: without that, the defaults or a project further up would be taken for it. */
  #hasPackageJson = false;
  #isCertain = true;
  #isFirst = true;
  #leave = (): void => {};
  #problems: readonly Diagnostic[] = [];

  /** Resolves when the project's folder is gone, so that nothing is left to watch. */
  readonly gone = new Promise<void>((resolve) => {
    this.#leave = resolve;
  });

  constructor(setup: WatchSetup) {
    this.#setup = setup;
    this.#project = readProject(this.#cwd, setup.overrides, new ProblemList());
    this.#inputs = inputsOf(this.#project);
  }

  /** Resolves when the first round is about to begin. */
  async start(): Promise<void> {
    await this.#watch();
    this.#rounds.note("first run");
  }

  /** Lets a round that is at work end, and starts no other. */
  async close(): Promise<void> {
    await this.#rounds.close();
    clearTimeout(this.#idle);
    this.#settle();
    await this.#watcher?.close();
  }

  async #watch(): Promise<void> {
    await this.#watcher?.close();
    this.#watcher = await watchFiles(this.#project.root, this.#inputs, {
      onFile: (path) => this.#note(path),
      onFolder: (path) => {
        this.#isCertain = false;
        this.#note(path);
      },
      onError: (error) => this.#setup.say(watchError(error)),
    });
  }

  #note(path: string): void {
    clearTimeout(this.#idle);
    this.#rounds.note(pathFrom(this.#cwd, join(this.#project.root, path)));
  }

  async #round(changes: readonly string[]): Promise<void> {
    const isFirst = this.#isFirst;
    await this.#work(changes);
    // Whoever has just started it has saved nothing yet; later on it would keep somebody waiting.
    if (isFirst) await this.#warmUp();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#settle(), idleMs);
  }

  /** Writes nothing into a folder that is gone: that would bring it back. */
  #settle(): void {
    if (existsSync(this.#project.root)) this.#setup.settle();
  }

  async #warmUp(): Promise<void> {
    try {
      await this.#setup.warmUp();
    } catch {
      // The next round meets the same fault, and says so.
    }
  }

  async #work(changes: readonly string[]): Promise<void> {
    try {
      if (!(await this.#follow())) return;
      // What is seen before the run is in it, or changes after it.
      const { root } = this.#project;
      const isCertain = this.#isCertain;
      // The first round, too, learns what is extended.
      const mayMove = this.#isFirst || !isCertain || changes.some(isConfiguration);
      const before = mayMove ? takeSnapshot(root, this.#inputs) : undefined;
      this.#isCertain = true;
      const began = Date.now();
      const known = this.#inputs;
      this.#inputs = this.#inputsOf(await this.#generate(changes));
      const isSame = isDeepStrictEqual(this.#inputs.elsewhere, known.elsewhere);
      if (isCertain && isSame) return;
      const added = this.#inputs.elsewhere.filter((path) => !known.isFile(path));
      // A folder that came may hold files that nobody told of, or be another one than the one that is watched.
      await this.#watch();
      const found = before === undefined ? [] : differences(before, takeSnapshot(root, this.#inputs));
      for (const path of found) {
        if (added.includes(path) || !this.#inputs.isFile(path)) continue; // it was not looked at before, or is not any more
        this.#isCertain = false;
        this.#note(path);
      }
      for (const path of added) if (hasChangedSince(join(root, path), began)) this.#note(path);
    } catch (error) {
      this.#setup.say(`actionary: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** What a tsconfig.json extends is an input, too, wherever it is; a round that has read it knows. */
  #inputsOf({ configuration }: CodegenReport): Inputs {
    const { root } = this.#project;
    return inputsOf(
      this.#project,
      configuration.map((path) => pathFrom(root, resolve(this.#cwd, path))),
    );
  }

  /** Follows the project's folders where package.json moves them; false where it is gone. */
  async #follow(): Promise<boolean> {
    const problems = new ProblemList();
    const project = readProject(this.#cwd, this.#setup.overrides, problems);
    const packageJson = join(this.#project.root, "package.json");
    if (!existsSync(this.#project.root)) {
      this.#setup.say(`${this.#project.root} is gone: nothing is left to watch.`);
      this.#leave();
      return false;
    }
    if (!existsSync(packageJson) && (this.#hasPackageJson || project.root !== this.#project.root)) {
      this.#setup.say(`Waiting for ${packageJson} to come back.`);
      return false;
    }
    this.#hasPackageJson = existsSync(packageJson);
    const { root, actions, out } = this.#project;
    const isSame = project.root === root && project.actions === actions && project.out === out;
    // A package.json that is broken for a moment moves nothing.
    if (isSame || problems.hasErrors) return true;
    this.#project = project;
    this.#inputs = inputsOf(project);
    await this.#watch();
    return true;
  }

  async #generate(changes: readonly string[]): Promise<CodegenReport> {
    const { say, print, generate } = this.#setup;
    say(startedLine(reasonLine(changes)));
    const report = await generate();
    print(report, this.#isFirst);
    const lines = this.#isFirst ? [] : [clearedLine(this.#problems, report.diagnostics), writtenLine(report)];
    for (const line of lines) if (line !== undefined) say(line);
    const { files, diagnostics, ms } = report;
    say(finishedLine({ files: files.length, problems: diagnostics.length, ms }));
    if (this.#isFirst) say(`Watching ${this.#project.actions}, package.json and tsconfig.json. Ctrl-C ends it.`);
    this.#isFirst = false;
    this.#problems = diagnostics;
    return report;
  }
}

/** Whether a change of the file may change which files are inputs. */
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
