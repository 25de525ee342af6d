import type { ActionModel } from "../model/models.js";
import { formatPosition } from "../model/source-text.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that no secret has two checks. */
export function checkVerifies(actions: readonly ActionModel[], problems: ProblemList): void {
  const bySecret = new Map<string, ActionModel>();
  for (const action of actions) {
    const { verifies, verifiesAt } = action;
    if (verifies === undefined || verifiesAt === undefined) continue;
    const other = bySecret.get(verifies);
    if (other === undefined) bySecret.set(verifies, action);
    else if (other.verifiesAt) {
      problems.report("ACT411", verifiesAt, verifies, other.key, formatPosition(other.verifiesAt));
      problems.report("ACT411", other.verifiesAt, verifies, action.key, formatPosition(verifiesAt));
    }
  }
}
