import type { SecretModel } from "../model/models.js";
import { formatPosition } from "../model/source-text.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that secrets with the same name have the same keys. The two grants of an OAuth provider are one secret with two keys. */
export function checkSecrets(secrets: readonly SecretModel[], problems: ProblemList): void {
  const byName = new Map<string, SecretModel>();
  for (const secret of secrets) {
    const other = byName.get(secret.name);
    if (other === undefined) {
      byName.set(secret.name, secret);
    } else if (secretShape(other) !== secretShape(secret)) {
      problems.report("ACT402", secret.source, secret.name, formatPosition(other.source));
      problems.report("ACT402", other.source, secret.name, formatPosition(secret.source));
    }
  }
}

function secretShape(secret: SecretModel): string {
  if (secret.kind === "oauth") return "oauth";
  return JSON.stringify([secret.type, [...secret.keys].sort(), [...secret.optionalKeys].sort()]);
}
