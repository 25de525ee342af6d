import { isJsonObject, type Json, type JsonObject } from "../../../runtime/contract/json.js";
import type { CustomSecretType, GrantType } from "../../../runtime/contract/manifest.js";
import { oauthSecretName, oauthTokenKey } from "../../../runtime/contract/oauth.js";
import type { SecretModel } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import { titleOf } from "../../model/title.js";

/** Keys of the secrets whose type fixes them. */
const fixedKeys: Readonly<Record<Exclude<CustomSecretType, "custom">, readonly string[]>> = {
  ssh_key: ["PRIVATE_KEY"],
  mtls: ["TLS_CERTIFICATE", "TLS_PRIVATE_KEY"],
  ca_cert: ["CA_CERTIFICATE"],
};

/** Reads the argument of `secret(…)`; returns the reason, as a text, where it is wrong. */
export function readSecret(definition: Json, source: Span): SecretModel | string {
  const given = objectOrEmpty(definition);
  const type = given.type === undefined ? "custom" : given.type;
  if (type !== "custom" && type !== "ssh_key" && type !== "mtls" && type !== "ca_cert") return "`type` is unknown";
  const { name, optional = false, title, docUrl, fields = {} } = given;
  if (typeof name !== "string" || !/^[a-z0-9_]+$/.test(name)) return "`name` is not a text of the form [a-z0-9_]+";
  if (name === "__proto__") return "`name` cannot be `__proto__`";
  if (name.endsWith("_oauth")) return "`name` ends in `_oauth`, which is kept for `oauth(…)`";
  const keys = readKeys(given.keys ?? (type === "custom" ? [] : [...fixedKeys[type]]));
  const optionalKeys = readKeys(given.optionalKeys ?? []);
  if (keys === undefined || optionalKeys === undefined) return "its keys are not texts of the form [A-Za-z0-9_]+";
  if (keys.length + optionalKeys.length === 0) return "it has no key";
  if ([...keys, ...optionalKeys].includes("__proto__")) return "a key cannot be `__proto__`";
  if (new Set([...keys, ...optionalKeys]).size < keys.length + optionalKeys.length) return "a key stands twice";
  if (typeof optional !== "boolean") return "`optional` is not true or false";
  const hints = objectOrEmpty(fields);
  return {
    kind: "custom",
    name,
    type,
    keys,
    optionalKeys,
    optional,
    title: typeof title === "string" ? title : titleOf(name),
    ...(typeof docUrl === "string" ? { docUrl } : {}),
    fields: [...keys, ...optionalKeys].map((key) => {
      const hint = objectOrEmpty(hints[key] ?? {});
      return {
        key,
        title: typeof hint.title === "string" ? hint.title : titleOf(key.toLowerCase()),
        multiline: typeof hint.multiline === "boolean" ? hint.multiline : /PRIVATE_KEY|CERTIFICATE|_PEM$/.test(key),
        ...(typeof hint.format === "string" ? { format: hint.format } : {}),
      };
    }),
    source,
  };
}

/** Reads the argument of `oauth(…)`; returns the reason, as a text, where it is wrong. */
export function readOAuth(definition: Json, source: Span): SecretModel | string {
  const { providerId, grantType, optional = false } = objectOrEmpty(definition);
  if (typeof providerId !== "string" || !/^[a-z][a-z0-9_]*$/.test(providerId)) {
    return "`providerId` is not a text of the form [a-z][a-z0-9_]*";
  }
  if (!isGrantType(grantType)) return "`grantType` is neither `authorization_code` nor `client_credentials`";
  if (typeof optional !== "boolean") return "`optional` is not true or false";
  const name = oauthSecretName(providerId);
  return { kind: "oauth", name, providerId, grantType, key: oauthTokenKey(providerId, grantType), optional, source };
}

function isGrantType(value: Json | undefined): value is GrantType {
  return value === "authorization_code" || value === "client_credentials";
}

function readKeys(value: Json): readonly string[] | undefined {
  const isKey = (key: Json): key is string => typeof key === "string" && /^[A-Za-z0-9_]+$/.test(key);
  return Array.isArray(value) && value.every(isKey) ? value : undefined;
}

function objectOrEmpty(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}
