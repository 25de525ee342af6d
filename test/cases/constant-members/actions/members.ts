import { SETTINGS } from "./_settings.js";
import * as all from "./_settings.js";

type Level = "low" | "high";

const NAMES = ["low", "high"] as const;
const FROZEN = Object.freeze({ retries: 5 });
const TYPED: { level: Level } = { level: "low" };
const KEY = "page";
const short = 4;
const SHORT = { short };
const SPREAD = { ...SETTINGS.page, more: 1 };

enum Speed {
  Slow = "slow",
  Fast = "fast",
}

let changing = { size: 1 };
changing = { size: 2 };

/**
 * Have defaults that are members of constants.
 *
 * @param size - With an annotation.
 * @param inferred - Without one.
 * @param quoted - By a quoted name.
 * @param keyed - By a constant name.
 * @param first - Of a constant list.
 * @param frozen - Of a frozen object.
 * @param level - Of an object with a type.
 * @param fast - Of an enum.
 * @param imported - Of another file.
 * @param negative - Negative.
 * @param text - In a template.
 * @param count - A length.
 * @param shorthand - A property without a value of its own.
 * @param spread - Of a spread object.
 * @param list - A list that is continued.
 */
export async function members(
  size: number = SETTINGS.page.size,
  inferred = SETTINGS.page.size,
  quoted = SETTINGS["page"]["max-size"],
  keyed = SETTINGS[KEY].size,
  first = NAMES[0],
  frozen = FROZEN.retries,
  level = TYPED.level,
  fast = Speed["Fast"],
  imported = all.LIMIT,
  negative = -SETTINGS.page.size,
  text = `${NAMES[1]}-${LIMITS.most}`,
  count = SETTINGS.names.length,
  shorthand = SHORT.short,
  spread: number = SPREAD.size,
  list = [...NAMES, "middle"],
): Promise<void> {
  void [size, inferred, quoted, keyed, first, frozen, level, fast, imported, negative, text, count, shorthand, spread];
  void list;
}

const LIMITS = { most: 9 };

/**
 * Have defaults that are no constants.
 *
 * @param variable - Of a variable.
 * @param missing - Under a name that is computed.
 */
export async function computed(variable: number = changing.size, missing: number = SETTINGS.page[key()]): Promise<void> {
  void [variable, missing];
}

function key(): "size" {
  return "size";
}
