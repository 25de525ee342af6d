import type { SecretEntry } from "../../runtime/contract/manifest.js";
import { titleOf } from "../model/title.js";
import type { ManifestContent } from "./emit-manifest.js";
import { render } from "./render.js";

/** Emits `secrets.ts`: the names of all secrets, their keys and the fields of their forms. */
export function emitSecrets({ secrets }: ManifestContent, source: string): string {
  if (last?.secrets === secrets && last.source === source) return last.text;
  const forms = secrets.map((secret) => ({
    name: secret.name,
    form: JSON.stringify(formOf(secret), undefined, 2).replaceAll("\n", "\n  "),
  }));
  last = { secrets, source, text: render(import.meta.url, "secrets.hbs", { source, secrets: forms }) };
  return last.text;
}

/** The last `secrets.ts` of this process, with all that it was printed from. */
let last: { readonly secrets: readonly SecretEntry[]; readonly source: string; readonly text: string } | undefined;

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
