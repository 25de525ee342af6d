import { once } from "../cache/once.js";
import type { Artifact } from "../model/artifacts.js";

/** Returns a file whose content is printed only where the out folder does not have it already; `sha256` is that of the content. */
export function lazyArtifact(path: string, sha256: string, print: () => string): Artifact {
  const printed = once(print);
  return {
    path,
    sha256,
    get content() {
      return printed();
    },
  };
}
