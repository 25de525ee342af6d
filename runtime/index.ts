// `actionary/runtime`: for services that run actions.

export type { ActionTable, AnyActions, Executor, Runtime } from "./call/executor.js";
export type {
  ApprovalRequest,
  CloseOptions,
  EventOptions,
  ExecutorOptions,
  RunOptions,
  RuntimeOptions,
} from "./call/options.js";
export type { DomainStats, LaneStats, RuntimeStats } from "./call/statistics.js";
export { ActionError } from "./contract/action-error.js";
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
export type {
  SecretCacheRule,
  SecretContext,
  SecretFunction,
  SecretProvider,
  SecretRecord,
  SecretRequest,
  SecretSource,
} from "./secrets/provider.js";
export { chain, type SecretChain } from "./secrets/providers/chain.js";
export { type EnvSecretsOptions, envSecrets } from "./secrets/providers/env-secrets.js";
export { type FileSecretsOptions, fileSecrets } from "./secrets/providers/file-secrets.js";
export { SecretsError, type SecretsErrorCode, secretsErrorCodes } from "./secrets/secrets-error.js";
export { storeSecrets } from "./secrets/store/store-secrets.js";
export type {
  AuditOptions,
  AuditRow,
  GetOptions,
  MadeFiles,
  NewSecret,
  NextKey,
  RemoveOptions,
  RotatedKey,
  SecretStore,
  SetOptions,
  StoredSecret,
  StoreOptions,
} from "./secrets/store/store-types.js";
export type { EventStream } from "./telemetry/event-hub.js";
export type { CallEvent, CallOutcome, LaneEvent, LaneFault, LateFault, RuntimeEvent } from "./telemetry/events.js";
export { type CallCounts, latencyBounds } from "./telemetry/tally.js";
