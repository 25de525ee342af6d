import { readFileSync } from "node:fs";

/** Source of the types that signatures may name: each has a schema, but for a few. */
export const vocabulary = readFileSync(new URL("./fixtures/vocabulary.ts", import.meta.url), "utf8");

/** Names that the vocabulary exports. */
export const vocabularyNames = "User Tree Page Event Id Maybe Pair Shape Json Size Word Klass sizes table".split(" ");

/** File of the vocabulary, below the actions. */
export const vocabularyFile = "_vocabulary.ts";
