// Delays, grace periods, limits and sizes of the runtime, each with its reason. A name ends in its unit: `Ms` is milliseconds,
// `Mb` 2^20 bytes, `Chars` UTF-16 units, `Samples` measurements in a row; `max…` without a unit is a count.

const kibi = 2 ** 10;
const mebi = 2 ** 20;

// Calls

/** Time of a call, waiting included, where neither `run` nor `@timeout` nor `createRuntime` give one. */
export const defaultTimeoutMs = 30_000;

/** Accepted calls that may wait to start: a full queue answers at once, so that callers slow down before memory runs out. */
export const defaultQueueLimit = 10_000;

/** Node's longest timer, 24 days: a longer time of a call has no limit. */
export const maxTimerMs: number = 2 ** 31 - 1;

/** Upper bound of the random pause before the first retry; it doubles with each attempt. */
export const firstRetryPauseMs = 200;

/** Upper bound of the random pause before any retry: a service that is back is noticed within this time. */
export const maxRetryPauseMs = 20_000;

/** Time for which an abandoned call that still runs counts for its `@concurrency`: one that never ends must not block it. */
export const abandonedPermitMs = 10_000;

/** Time that `close({ drain: true })` gives calls to end; with `backendCloseMs` it stays below the promised 5 s. */
export const drainMs = 4_000;

/** Time that lanes may take to end when their runtime or build is closed; a blocking system call can hold a thread longer. */
export const backendCloseMs = 900;

// Lanes: numbers and sizes

/** Lanes of one domain: while one is blocked, the other serves. */
export const defaultLanes = 2;

/** Lanes of a runtime in all: with `defaultLaneMemoryMb` they take at most 4 GB. */
export const defaultMaxLanes = 16;

/** Memory of a lane: room for a few of the longest values, and `defaultMaxLanes` of them fit a usual server. */
export const defaultLaneMemoryMb = 256;

/** Least memory that a lane may be given: Node and the code of the lane take several megabytes of it. */
export const minLaneMemoryMb = 16;

/** Addresses of declared hosts that a lane remembers: with more, the system has to be asked again. */
export const maxKnownAddresses = 4_096;

/** Calls in a lane at once: the board has a slot for each. */
export const maxCallsPerLane = 1_000;

/** Calls in a lane that have not started: enough to keep it busy, few enough that no other action waits long. */
export const maxUnstartedPerLane = 256;

/** Length of all arguments in a lane, beyond which it takes no more calls: several of the longest would exceed its memory. */
export const maxArgumentsPerLaneChars: number = 16 * mebi;

/** Files in the `/tmp` of a sandbox, which lie in memory: room for a document or an archive. */
export const sandboxTmpBytes: number = 64 * mebi;

/** Time that the processes around a sandbox have to report how it ended, once its channel is closed: they take a few. */
export const wrapperEndMs = 500;

/** Time in which an empty sandbox has to start when a runtime is created: it takes a tenth of a second. */
export const sandboxProbeMs = 10_000;

// Lanes: choice of one for a call

/** Time after which a function that has not given its thread back is blocking: its action gets lanes apart from others. */
export const blockingMs = 10;

/** Time for which a blocking action is remembered: it may have been its arguments, or a busy machine. */
export const blockingMemoryMs = 60_000;

/** Blocking actions that are remembered: a bound on memory. */
export const maxBlockingActions = 1_000;

/** Load of a lane whose function runs at this moment, in calls: enough to prefer another lane where there are few calls. */
export const runningLoad = 8;

/** Calls in a lane that is shared by actions which do not block: more would wait for each other's answers. */
export const maxSharedCalls = 64;

/** Idle time after which a domain that has a lane may take over another's: shorter pauses lie between calls of a busy one. */
export const idleLaneMs = 1_000;

/** Time that a lane serves its domain while tenants with fewer lanes wait: many times what the start of the next one takes. */
export const laneSliceMs = 400;

/** Interval at which lanes are given from one domain to the next while some wait. */
export const laneTurnMs = 50;

/** Time that a drained lane may take for its calls before a tenant that has no lane gets one beside it. */
export const drainPatienceMs = 1_000;

// Lanes: start, end and replacement

/** Failed starts in a row after which waiting calls get the error: the next start would fail as well. */
export const maxFailedStarts = 3;

/** Pause after the first failed start; it doubles with each further one. */
export const firstStartPauseMs = 100;

/** Longest pause after a failed start: a machine that has recovered is noticed within this time. */
export const maxStartPauseMs = 10_000;

/** Lanes that a call may have ended before it started; after these it fails, because twice is no coincidence. */
export const maxLanesLostByCall = 2;

/** Lanes in all, in multiples of `maxLanes`, while replaced ones finish their calls beside their successors. */
export const maxLanesWhileReplacing = 2;

/** Time that a stuck lane may take to end before it counts as lost: a blocking system call holds a thread. */
export const stuckLaneEndMs = 2_000;

/** Time in which a lane has to notice an abort: long enough for any function that awaits now and then. */
export const stuckGraceMs = 1_000;

/** Grace periods that a lane may be silent while a call within its time may be the one that blocks it. */
export const stuckGracesUnknown = 5;

/** Grace periods that a lane may be silent while it starts: a busy machine starts Node slowly. */
export const stuckGracesStarting = 10;

/** Abandoned calls that may still run in a lane: beyond half of its slots it is replaced. */
export const maxAbandonedPerLane: number = maxCallsPerLane / 2;

/** Time for which too many abandoned calls, or one in a lane of its own, may still run: most end when they are told to. */
export const abandonedGraceMs = 1_000;

/** Interval at which a lane measures its load while a call in it is overdue. */
export const burnIntervalMs = 500;

/** Samples without rest after which the lane is replaced: one may be an ordinary long computation. */
export const burnSamples = 3;

/** Share of an interval that counts as no rest: practically all of it. */
export const burnUtilization = 0.9;

/** Share of its memory above which a lane has grown and is replaced between calls, before it fails in the middle of one. */
export const grownShare = 0.75;

/** Least time between two measurements of a lane's heap, which are taken when a call ends. */
export const heapIntervalMs = 250;

/** High samples of the heap after which a lane has grown: a single one may be garbage that is not collected yet. */
export const heapSamples = 4;

/** Interval at which the memory of process lanes is read: reading takes microseconds, and memory fills quickly. */
export const processMemoryIntervalMs = 100;

/** High samples of a process's memory after which it has grown: for a second, as `heapSamples` is. */
export const processMemorySamples = 10;

/** Time in which the last messages of a process that has ended may still arrive. */
export const processRestMs = 500;

/** Standard error of a process lane that is kept, from its end: the reason of a failed start, or V8's last words. */
export const maxErrorTextChars: number = 16 * kibi;

/** Lines of that text in the message of a failed start: further ones are a stack. */
export const maxErrorTextLines = 3;

// Messages between host and lane

/** Messages that wait for the end of a tick; beyond these they are sent, because an action that logs could fill the memory. */
export const maxWaitingMessages = 500;

/** Length of the texts that a thread lane handles together: more would keep the host waiting for its answers. */
export const fullBatchChars: number = 4 * kibi;

/** Buffer of a process lane for reading, and for texts that are sent without memory of their own. */
export const processBufferBytes: number = 256 * kibi;

/** Text of several messages, beyond which each goes alone: a reader can bound what it takes in one piece. */
export const maxBatchChars: number = 8 * mebi;

/** Longest line to a process: no string of V8 holds more. */
export const maxLineBytes: number = 2 ** 30;

/** Length of a value as JSON text. */
export const maxJsonChars: number = 64 * mebi;

/** Longest line from a process lane: the longest result, of whose characters none takes more than three bytes, and its frame. */
export const maxLaneLineBytes: number = 3 * maxJsonChars + mebi;

/** Beyond the memory of a lane, how much longer its line may be: the memory is only looked at now and then. */
export const laneLineSlackBytes: number = 16 * mebi;

/** Bytes of a line whose values are not counted: however many there are, they are parsed in milliseconds. */
export const uncountedLineBytes: number = mebi;

/** Values in one line: a long text may hold a hundred million, each of which takes ten times the memory of its text. */
export const maxLineValues: number = 8 * mebi;

/** Time for which the host handles what one lane sends before everything else has its turn. */
export const readSliceMs = 25;

/** Time for which a lane starts calls without handling messages: an abort waits no longer than this. */
export const startSliceMs = 0.5;

/** Calls taken at once after which a lane says so, if none answered: the host holds others back until it knows. */
export const announcedCalls = 64;

/** Ids of calls that are remembered a lane, a power of two: four times the calls in a lane, as late news mostly comes soon. */
export const rememberedIds: number = 4 * kibi;

/** Uncaught errors of one kind that a lane reports a second: an action can make more than anybody reads. */
export const maxLateErrorsPerSecond = 100;

/** Levels of causes and members that the host accepts from a lane, above `maxFailureErrors`: more could take its stack. */
export const maxAcceptedCauses = 50;

// Logs, progress and failures

/** Lines of one call's log: bounds what a loop that logs can take. */
export const maxLogLines = 20_000;

/** Text of one call's log, messages and fields together: its other bound. */
export const maxLogChars: number = 16 * mebi;

/** Message of a line; the rest is cut off. */
export const maxLogMessageChars: number = 64 * kibi;

/** Output without a line break that is kept; then it becomes a line. */
export const maxPartialLineChars: number = 64 * kibi;

/** End of such output that is kept for the next line: room for the beginning of a secret, however it is written. */
export const heldChars: number = 8 * kibi;

/** Pause between two reports of progress: nobody sees faster changes. */
export const progressPauseMs = 100;

/** Name of a thrown error. */
export const maxFailureNameChars = 200;

/** Message of a thrown error. */
export const maxFailureMessageChars: number = 16 * kibi;

/** Stack of a thrown error. */
export const maxFailureStackChars: number = 32 * kibi;

/** Errors of a failure that are kept, its causes and members at any depth with it: a chain may be endless. */
export const maxFailureErrors = 32;

/** Members of one error that are kept. */
export const maxFailureMembers = 10;

/** Text of a failure with its causes and members; what comes after it is left out. */
export const maxFailureTextChars: number = 128 * kibi;

/** Shortest secret value that is redacted: shorter ones would tear ordinary words apart. */
export const minRedactedChars = 4;

/** Letters and digits from which on a value is found in whatever way its other characters are written. */
export const minSymbols = 8;

/** Letters and digits of a line that is redacted apart from its value, unless it looks random: shorter ones may be words. */
export const minPartSymbols = 16;

/** Letters and digits of a piece from within a value that are redacted if they look random. */
export const minFragmentSymbols = 16;

/** Values that a lane or a runtime goes on redacting after their calls: at least half as many, the latest ones. */
export const maxKnownSecrets = 1_000;

/** Text of these values. */
export const maxKnownSecretChars: number = 256 * kibi;

/** Beginning of a value that is looked for: longer than any key. */
export const maxSecretChars: number = 64 * kibi;

/** Beginning of a value that is looked for as base64, hex and bytes, which take six times its memory. */
export const maxEncodedSecretChars: number = 16 * kibi;

/** Text that is searched for secrets at once: bounds the memory for it. */
export const searchWindowChars: number = 64 * kibi;

/** Text that two searches share: a value at their border is found as a whole up to this length. */
export const searchOverlapChars: number = 8 * kibi;

// Sources of secrets

/** Time for which it is remembered that a secret has no value: whoever sets it need not wait. */
export const maxCachedMissMs = 1_000;

/** Age of a lookup after which calls that come later make one of their own: most take a tenth of a second. */
export const maxJoinedLookupMs = 5_000;

/** Secrets of all tenants and connections whose values a provider's cache keeps; the one asked for first goes first. */
export const maxCachedSecrets = 10_000;

/** A file of secrets: what Kubernetes allows for all keys of one. */
export const maxSecretFileBytes: number = mebi;

/** Times that a mounted folder is read again because it was replaced meanwhile. */
export const maxFolderReads = 5;

/** Characters of the name of a connection. */
export const maxConnectionChars = 100;

/** Time for which a store waits while another process writes: many times what a write takes. */
export const storeWaitMs = 5_000;

/** Longest pause between two attempts to write a store. */
export const maxStorePauseMs = 50;

/** Time for which a transaction waits for writes that are being prepared: about what keeping it takes. */
export const gatherMs = 5;

/** Writes that become one transaction of a store: each of them waits for all. */
export const maxStoreWrites = 500;

/** Rows of the audit table: about 15 MB. */
export const defaultAuditRows = 100_000;

/** Rows of the audit table that a caller is shown, unless it wants more. */
export const defaultShownAuditRows = 100;

/** Characters of a tenant and of an actor in a row of the audit table. */
export const maxAuditTextChars = 200;

/** Master key of a store: what A256GCM takes. */
export const masterKeyBytes = 32;

/** File of master keys: a thousand of them. */
export const maxKeyFileBytes: number = 64 * kibi;

/** Shortest passphrase of a store: each guess takes a tenth of a second, and eight characters are few. */
export const minPassphraseChars = 12;

// Events and statistics

/** Events that wait for the reader of a stream, unless it gives a limit: a slow reader loses the oldest. */
export const defaultEventLimit = 1_000;

/** Text in these events: a thousand long lines of a log would fill the memory. */
export const maxEventTextChars: number = 16 * mebi;

/** Pause between two warnings of a callback: one that fails does so for every line of a log. */
export const callbackWarningPauseMs = 1_000;

/** Domains whose counts are remembered: tenants come and go, and memory must not grow with them. */
export const maxCountedDomains = 1_000;

// Values

/** Levels of arrays and objects in a value: a third of Node's usual stack is left to the caller. */
export const maxJsonLevels = 2_200;

/** Levels between two searches for a cycle: a search at each would take quadratic time. */
export const cycleCheckLevels = 64;

/** Values in a value, keys included: a million take a host about a tenth of a second, which its other calls wait. */
export const maxJsonParts = 1_000_000;

/**
 * Steps in which a value is judged, of about ten nanoseconds each: three properties, an item, half a member of a union that is
 * tried, or characters that a pattern goes over. What takes more is refused, so that it holds up all else for less than 0.2 s.
 */
export const maxJudgeSteps: number = 12 * mebi;

/** Steps that one text may take with its pattern: a value may have two of the longest. */
export const maxMatchSteps: number = 4 * mebi;

/** Length of a text that a pattern or a format is tried on, whatever it costs: longer ones fit none. */
export const maxMatchedChars: number = 4 * mebi;

/** Faults of one value that are reported: more than anybody reads. */
export const maxFaults = 50;

/** Steps in which the faults of a value are looked for: a part that is walked counts `walkSteps`, an item or key that is tried counts one. */
export const maxExplainSteps = 800_000;

/** Steps of a walk into a part of a value, which makes what a trial does not. */
export const walkSteps = 100;

/** Steps of judging while faults are looked for: a twelfth of what judging the value may take. */
export const maxExplainJudgeSteps: number = maxJudgeSteps / 12;

/** Time in which they are looked for in a large value: a busy or slow machine takes longer for its steps. */
export const maxExplainMs = 20;

/** Steps between two looks at the clock. */
export const explainClockSteps = 1_000;

/** Length of a value whose faults are bounded by steps alone, so that they are the same at each time and on each machine. */
export const unhurriedChars: number = 16 * kibi;

/** Length of a text that is compared with its pattern or format for the sake of its fault: longer ones take too much of the time. */
export const maxExplainedChars: number = 256 * kibi;

/** Calls within calls of a validator's tests, beyond which it goes on at the start of the stack: a tenth of Node's usual stack. */
export const maxTestDepth = 200;

/** Steps of a pattern that is followed in all ways at once: each may take time for every character. */
export const maxPatternSteps = 4_000;

/** Steps in all states of such a pattern that are remembered: beyond them it is followed step by step. */
export const maxPatternStateSteps = 20_000;

/** Cost of a character, in steps of judging: where the state behind it is remembered, and for each step of the pattern where it is not. */
export const patternCharSteps = 1;
export const patternStepSteps = 3;

/** Alternatives that one message lists. */
export const maxListedWords = 20;

/** Digits of a bigint: to read more takes seconds. */
export const maxBigintDigits = 10_000;

/** Links that a path to a package may lead through: as many as Linux follows. */
export const maxPackageLinks = 40;

/** Entries of a granted folder that are looked at for links: a folder of data may have millions. */
export const maxLookedAtEntries = 10_000;
