import type { Settings } from "virtual:settings";
import type { Opts, Page } from "./_barrel.js";
import { Opts as Same } from "./_opts.js";

enum Level {
  Low = "low",
  /** Between the two. */
  Middle = "middle",
}

enum Level {
  High = "high",
}

const enum Size {
  Small = 1,
}

const enum Size {
  Large = 2,
}

namespace Box {
  export enum Kind {
    Open = "open",
  }
}

namespace Box {
  export enum Kind {
    Closed = "closed",
  }
}

/** The own property comes after that of the base, which it narrows. */
interface Narrow {
  kind: "a";
}

interface Wide {
  kind: string;
}

interface Narrow extends Wide {
  name: string;
}

/**
 * Take what other files add to.
 *
 * @param opts - Of the barrel.
 * @param same - Of its own file.
 * @param page - A generic one.
 */
export async function augmented(opts: Opts, same: Same, page: Page<string>): Promise<Opts> {
  void same;
  void page;
  return opts;
}

/**
 * Take enums of several declarations.
 *
 * @param level - A level.
 * @param size - A size.
 * @param kind - Within namespaces.
 * @param name - The name of one.
 * @param preset - One by default.
 */
export async function enums(
  level: Level,
  size: Size,
  kind: Box.Kind,
  name: keyof typeof Level,
  preset = Size.Large,
): Promise<Level[]> {
  void size;
  void kind;
  void name;
  void preset;
  return [level];
}

/**
 * Take types that nothing imports.
 *
 * @param a - Beside the actions.
 * @param b - From an included folder.
 * @param c - From another file's `declare global`.
 * @param settings - Of a module that is only declared.
 */
export async function ambient(
  a: FromActions,
  b: FromInclude,
  c: Everywhere,
  settings: Settings,
): Promise<void> {
  void a;
  void b;
  void c;
  void settings;
}

/**
 * Take an interface of two declarations.
 *
 * @param narrow - What is taken.
 */
export async function narrowed(narrow: Narrow): Promise<void> {
  void narrow;
}
