import type { Manifest, SecretEntry } from "../../runtime/contract/manifest.js";
import { titleOf } from "../model/title.js";
import { render } from "./render.js";

/** Emits `secrets.ts`: the names of all secrets, their keys and the fields of their forms. */
export function emitSecrets(manifest: Manifest, source: string): string {
  const secrets = Object.values(manifest.secrets).map((secret) => ({
    name: secret.name,
    form: JSON.stringify(formOf(secret), undefined, 2).replaceAll("\n", "\n  "),
  }));
  return render(import.meta.url, "secrets.hbs", { source, secrets });
}

function formOf(secret: SecretEntry): object {
  if (secret.type === "oauth") {
    const { providerId, grants } = secret;
    return {
      type: secret.type,
      title: titleOf(providerId),
      providerId,
      optional: grants.every((grant) => grant.optional),
      keys: grants.map((grant) => grant.key),
      optionalKeys: [],
      fields: [],
    };
  }
  const { type, title, docUrl, optional, keys, optionalKeys } = secret;
  const fields = secret.fields.map(({ key, title, ...rest }) => ({
    key,
    title,
    required: keys.includes(key),
    ...rest,
  }));
  return { type, title, ...(docUrl === undefined ? {} : { docUrl }), optional, keys, optionalKeys, fields };
}
