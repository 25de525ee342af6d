import { configuration } from "./configuration.js";
import { functions } from "./functions.js";
import { packages, usesOfPackages } from "./packages.js";
import { type Entry, type Knobs, turn } from "./positions.js";
import { sharedProblems } from "./problems.js";
import { secrets } from "./secrets.js";
import { sources } from "./sources.js";
import { typesElsewhere, typesWithProblems } from "./types.js";

/** Makes the files of a project whose knobs are in these positions. */
export function filesOf(at: Knobs): Readonly<Record<string, Entry>> {
  const turned = turn(at);
  return {
    ...configuration(turned),
    ...packages(turned),
    ...usesOfPackages(turned),
    ...typesElsewhere(turned),
    ...typesWithProblems(turned),
    ...sharedProblems(turned),
    ...functions(turned),
    ...secrets(turned),
    ...sources(turned),
  };
}
