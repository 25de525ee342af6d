import picocolors from "picocolors";
import type { Colors } from "picocolors/types.js";

/** Colours for a terminal, none for a pipe or a file, and none under `NO_COLOR`, whatever else the environment says. */
export function colorsFor(stream: NodeJS.WriteStream): Colors {
  return picocolors.createColors(stream.isTTY === true && picocolors.isColorSupported);
}
