import type { SecretModel } from "../model/models.js";
import { areSameItems } from "../model/same-items.js";
import { formatPosition } from "../model/source-text.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that declarations of one secret agree. The two grants of an OAuth provider are one secret with two keys. */
export function checkSecrets(secrets: readonly SecretModel[], problems: ProblemList): void {
  const declared = new Map<string, SecretModel>();
  for (const secret of secrets) {
    const id = secret.kind === "oauth" ? `${secret.name} ${secret.grantType}` : secret.name;
    const other = declared.get(id);
    if (other === undefined) declared.set(id, secret);
    const part = other && differingPart(other, secret);
    if (other === undefined || part === undefined) continue;
    problems.report("ACT402", secret.source, secret.name, part, formatPosition(other.source));
    problems.report("ACT402", other.source, secret.name, part, formatPosition(secret.source));
  }
}

/** Returns what two declarations disagree about; undefined where they agree. */
function differingPart(a: SecretModel, b: SecretModel): string | undefined {
  if (a.kind === "oauth" || b.kind === "oauth") {
    if (a.kind !== b.kind) return "types";
    if (a.kind === "oauth" && b.kind === "oauth" && a.providerId !== b.providerId) return "providers";
  } else {
    if (a.type !== b.type) return "types";
    if (!areSameKeys(a.keys, b.keys) || !areSameKeys(a.optionalKeys, b.optionalKeys)) return "keys";
  }
  return a.optional === b.optional ? undefined : "values of `optional`";
}

function areSameKeys(a: readonly string[], b: readonly string[]): boolean {
  return areSameItems([...a].sort(), [...b].sort());
}
