// `actionary/runtime`: what services import.
export { ActionError } from "./action-error.js";
export type { LogLevel, LogLine } from "./contract/context.js";
export {
  type ActionErrorCode,
  type ActionErrorData,
  actionErrorCodes,
  type FailureData,
  type FailureKind,
  type FailureOf,
  type Fault,
  failureKinds,
} from "./contract/errors.js";
export type { Json, JsonObject } from "./contract/json.js";
export { createInProcessExecutor, createRuntime } from "./create-runtime.js";
export type { EventStream } from "./event-hub.js";
export type { CallEvent, CallOutcome, LaneEvent, LaneFault, LateFault, RuntimeEvent } from "./events.js";
export type { ActionTable, AnyActions, Executor, Runtime } from "./executor.js";
export type {
  ApprovalRequest,
  CloseOptions,
  EventOptions,
  ExecutorOptions,
  RunOptions,
  RuntimeOptions,
} from "./options.js";
export { envSecrets } from "./secrets/env-secrets.js";
export type { SecretInfo, SecretProvider, SecretRecord, SecretSource } from "./secrets/provider.js";
export type { DomainStats, LaneStats, RuntimeStats } from "./statistics.js";
export { type CallCounts, latencyBounds } from "./tally.js";
