// The command line in the checkout: rebuilds a stale `dist`, then runs it.
import { build, isFresh } from "./build.mjs";

if (!isFresh()) await build();
await import("../dist/cli.js");
