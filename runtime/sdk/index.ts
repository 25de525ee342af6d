// The package `actionary`, for actions. One copy of it, bundled alone, runs in every lane.
export type { FailureKind } from "../contract/errors.js";
export type { Json, JsonObject } from "../contract/json.js";
export type { GrantType } from "../contract/manifest.js";
export { action, type Log, type LogFields, type RunningAction } from "./action.js";
export { type Endpoint, endpoint, type QueryValue } from "./endpoint.js";
export { Failure, type FailureOptions } from "./failure.js";
export type {
  CalendarDate,
  Code,
  DateTime,
  Duration,
  Email,
  Hostname,
  Integer,
  Ipv4,
  Ipv6,
  Password,
  Port,
  TextArea,
  Url,
  Uuid,
} from "./hints.js";
export { type OAuth, type OAuthDefinition, oauth } from "./oauth.js";
export { type OneOfMember, type OneOfSecrets, type OneOfTokens, oneOf } from "./one-of.js";
export type { Option, OptionPage, Options } from "./options.js";
export { type Secret, type SecretDefinition, type SecretFieldHint, secret } from "./secret.js";
export { type Secrets, secrets } from "./secrets.js";
