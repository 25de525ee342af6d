import { writeFileSync } from "node:fs";
import { printTagDocs } from "./print-tag-docs.js";

writeFileSync(new URL("../../docs/tags.md", import.meta.url), printTagDocs());
