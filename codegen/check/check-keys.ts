import { ChangingList } from "../model/changing-list.js";
import { isKeySegment } from "../model/key.js";
import type { ActionModel } from "../model/models.js";
import { formatPosition } from "../model/source-text.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that every segment of a key is a name, and that no two actions have the same key; `actions` are sorted by key. */
export function checkKeys(actions: readonly ActionModel[], problems: ProblemList): void {
  const facts = keyFacts.map(actions, (action) => ({
    action,
    key: action.key,
    isNamed: action.segments.every(isKeySegment),
  }));
  let other: KeyFacts | undefined;
  for (const each of facts) {
    const { action, key } = each;
    if (!each.isNamed) reportSegments(action, problems);
    if (other?.key === key) {
      problems.report("ACT102", action.source, key, formatPosition(other.action.source));
      problems.report("ACT102", other.action.source, key, formatPosition(action.source));
    }
    other = each;
  }
}

/** Facts of an action that its key is judged by. */
interface KeyFacts {
  readonly action: ActionModel;
  readonly key: string;
  /** True when each segment of the key is a name. */
  readonly isNamed: boolean;
}

/** Facts of the last actions of this process. */
const keyFacts = new ChangingList<ActionModel, KeyFacts>();

function reportSegments(action: ActionModel, problems: ProblemList): void {
  for (const segment of action.segments) {
    if (isKeySegment(segment)) continue;
    problems.report("ACT101", action.source, `\`${action.key}\``, segment, hintFor(segment, action));
  }
}

function hintFor(segment: string, action: ActionModel): string {
  const isName = action.name === segment;
  return isName
    ? "Rename the function, or give the action a name with `@name`."
    : "Rename the file or folder, or give the action a namespace with `@namespace`.";
}
