import { isKeySegment } from "../model/key.js";
import type { ActionModel } from "../model/models.js";
import { formatPosition } from "../model/source-text.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that every segment of a key is a name, and that no two actions have the same key. */
export function checkKeys(actions: readonly ActionModel[], problems: ProblemList): void {
  const byKey = new Map<string, ActionModel>();
  for (const action of actions) {
    for (const segment of action.segments) {
      if (isKeySegment(segment)) continue;
      problems.report("ACT101", action.source, `\`${action.key}\``, segment, hintFor(segment, action));
    }
    const other = byKey.get(action.key);
    if (other) {
      problems.report("ACT102", action.source, action.key, formatPosition(other.source));
      problems.report("ACT102", other.source, action.key, formatPosition(action.source));
    }
    byKey.set(action.key, action);
  }
}

function hintFor(segment: string, action: ActionModel): string {
  const isName = action.name === segment;
  return isName
    ? "Rename the function, or give the action a name with `@name`."
    : "Rename the file or folder, or give the action a namespace with `@namespace`.";
}
