// Every delay, grace period, limit and size of code generation. Imports nothing, so that any room may use it.

// Sources

/** A source file that is larger is refused (4 MB): no person wrote it, and it would hold up every run. */
export const sourceFileMaxBytes: number = 4 * 1024 * 1024;

/** A file that travels with the build as it is, such as a template, may have 16 MB: every lane that needs it reads it whole. */
export const assetMaxBytes: number = 16 * 1024 * 1024;

/** Files of which the trees are worth collecting at once: 15 MB and more. */
export const garbageMinFiles = 300;

/** Nodes within nodes in a source file: more than people write, and few enough for the stack of all that walks them. */
export const sourceMaxNesting = 500;

/** The longest `@timeout`, 24 hours: a call that takes longer belongs in a queue. */
export const actionTimeoutMaxMs: number = 24 * 3_600_000;

/** The most `@retry`: more attempts prolong a failure without making success likelier. */
export const actionMaxRetries = 10;

/** The most `@concurrency`: more calls at once than one runtime holds. */
export const actionMaxConcurrency = 10_000;

/** Steps of the walk that follows secrets from one action: a hundred times what large projects take; it stops with an error. */
export const reachMaxSteps = 1_000_000;

// Types

/** Levels of a type as it is written: deeper than people write, and far from the end of the stack. */
export const writtenTypeMaxDepth = 200;

/** Steps in which a type is worked out from its syntax: more than people write; recursion that never ends stops here. */
export const writtenTypeMaxSteps = 5_000;

/** Levels of a type that the checker resolves: deeper than people write; recursion that never ends stops here. */
export const resolvedTypeMaxDepth = 40;

/** Properties of one resolved type: a type of the DOM has more, and would be megabytes of schema. */
export const resolvedTypeMaxProperties = 2_000;

/** Parts of a type once it is written out: more than any type that an action needs. */
export const typeMaxParts = 50_000;

/** Characters of a type argument's name: beyond that the type grows with each round and never ends. */
export const typeArgumentNameMaxLength = 10_000;

/** Characters of a definition's name that a type argument without a name gets by its parts: what fits a line. */
export const argumentNameMaxLength = 40;

/** Members of a union or tuple that such a name lists. */
export const argumentNameMaxParts = 3;

/** Levels of a type that such a name shows. */
export const argumentNameMaxDepth = 3;

/** Texts of one template literal type: more than a form can show or a person writes by hand. */
export const templateTypeMaxTexts = 1_000;

/** Nodes that are searched for the order of a union's literals; later ones are ordered by their text. */
export const literalOrderMaxNodes = 20_000;

/** Declaration files outside of the program that are searched for a name which nothing declares. */
export const leftOutMaxFiles = 500;

/** Steps of the search for texts that make a pattern backtrack: steps, not time, so that every machine agrees. */
export const patternSearchMaxSteps = 3_000;

/** The same in time, for steps that take long each: far above what the slowest pattern of the steps alone takes. */
export const patternSearchMaxMs = 2_000;

/** Groups within groups of a pattern: more than people write, and few enough for the search and its stack. */
export const patternMaxNesting = 30;

/** Steps of the search for the states of a pattern: what takes longer counts as having too many of them. */
export const patternSearchMaxTransitions = 1_000_000;

/** Characters of a type that a problem quotes: what fits a line. */
export const quotedTypeMaxLength = 60;

/** Characters of a type as the checker prints it, in problems and to order types. */
export const printedTypeMaxLength = 300;

/** Steps of a type path that a problem names; of a longer one, the middle is left out. */
export const typePathMaxSteps = 16;

// Fixes

/** Rounds of `--fix`: more than any chain of mistakes that hide each other, and an end for fixes that undo each other. */
export const fixMaxRounds = 10;

// Compiling

/** Schemas in one pack of validators: a first call loads a pack within three milliseconds. */
export const packMaxSchemas = 64;

/** Items of a printed list that are copied together: an edit copies one such block, and a file of 1,000 actions has few. */
export const printedBlockPieces = 32;

/** Characters of a hash in a file's name: short, and long enough never to collide within one build. */
export const shortHashLength = 12;

// Cache

/** The step in which file systems count time: a file may change twice within one of them, and its times once. */
export const fileClockStepMs = 20;

/** The same of file systems that know no fractions of a second, or of two seconds. */
export const coarseFileClockStepMs = 2_000;

/** Bytes of a pack that the last run did not ask for, 16 MB: mostly entries that other branches need, and parts of readings. */
export const packMaxSpareBytes: number = 16 * 1024 * 1024;

/** The same as a share of what it did ask for, if that is more: parts of 10,000 readings are larger. */
export const packMaxSpareShare = 0.5;

/** Share of this room that stays filled when the pack is printed whole: with all of it, the next run would print it again. */
export const packKeptSpareShare = 0.5;

/** Characters of the seal of a pack's index: 132 bits, which nobody finds by trying. */
export const packSealLength = 22;

/** Characters of a line that is kept for the problems in it: longer ones, which no person wrote, are read again. */
export const excerptMaxLineLength = 2_000;

// Lock of the out folder

/** Wait for another run before giving up: a run writes for seconds. */
export const lockPatienceMs = 30_000;

/** Pause between two attempts to take the lock: short enough not to be felt. */
export const lockPollMs = 25;

/** Age at which an empty lock counts as abandoned: its writer had opened it, and died before it wrote. */
export const emptyLockGraceMs = 2_000;

/** Age up to which a holder that cannot be examined (another machine, no /proc) counts as alive; writing takes seconds. */
export const lockHolderTrustMs: number = 10 * 60_000;
