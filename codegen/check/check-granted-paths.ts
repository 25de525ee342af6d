import { ownFilesOf, wrongPath } from "../../runtime/paths/own-files.js";
import { ChangingList } from "../model/changing-list.js";
import type { ActionModel } from "../model/models.js";
import type { Project } from "../model/project.js";
import type { Span } from "../model/source-text.js";
import type { ProblemList } from "../report/problems.js";

/** Checks that no `@permission fs:PATH` covers files that decide what code runs: with it, an action could change all others. */
export function checkGrantedPaths(
  actions: readonly ActionModel[],
  { root, actions: folder, out }: Project,
  problems: ProblemList,
): void {
  const granting = grantingActions.map(actions, grantingAlone).flat();
  if (granting.length === 0) return;
  const own = ownFilesOf(root, [folder, out]);
  for (const { permissions, source } of granting) {
    for (const permission of permissions) {
      const path = permission.startsWith("fs:") ? permission.slice("fs:".length) : undefined;
      const reason = path === undefined ? undefined : wrongPath(path, root, own);
      if (reason !== undefined) problems.report("ACT232", spanOfTag(source, permission), permission, reason);
    }
  }
}

/** Each of the last actions of this process, where it has such a permission. */
const grantingActions = new ChangingList<ActionModel, readonly ActionModel[]>();

function grantingAlone(action: ActionModel): readonly ActionModel[] {
  return action.permissions.some((each) => each.startsWith("fs:")) ? [action] : [];
}

/** Returns the place of a tag: the nearest above the action, or that of its file, which it inherits. */
function spanOfTag(action: Span, permission: string): Span {
  const { source, end } = action;
  const escaped = permission.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const places = [...source.text.matchAll(new RegExp(`@permission\\s+${escaped}(?!\\S)`, "g"))];
  const found = places.findLast(({ index }) => index < end) ?? places[0];
  return found === undefined ? action : { source, start: found.index, end: found.index + found[0].length };
}
