import picocolors from "picocolors";
import type { Colors } from "picocolors/types.js";

/** Returns colours for a terminal; none for a pipe or a file, or with `NO_COLOR` in the environment. */
export function colorsFor(stream: NodeJS.WriteStream): Colors {
  return picocolors.createColors(stream.isTTY === true && picocolors.isColorSupported);
}
