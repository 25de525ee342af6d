import type { ActionFile } from "../../model/action-file.js";
import type { FileReading } from "../../model/file-reading.js";
import { segmentsOf } from "../../model/key.js";
import type { PlatformModel } from "../../model/models.js";
import { isStackOverflow } from "../../model/stack-overflow.js";
import { fileCommentOf } from "../comments/read-comment.js";
import { type Docs, noDocs, readDocs } from "../comments/read-docs.js";
import { readPlatformFields } from "../comments/read-fields.js";
import { reportUnbound } from "../declarations/read-declarations.js";
import { readExports } from "../exports/read-exports.js";
import { readExportAssignment, readImports } from "../imports/read-imports.js";
import { reportEnvAtLoad } from "./bind-env.js";
import { readAction } from "./read-action.js";
import type { ReadingContext } from "./reading-context.js";

/** Reads one file, which parses. */
export function readFile(context: ReadingContext, file: ActionFile): FileReading {
  const { program, targets, problems, declarations, types } = context;
  const tree = program.treeOf(file);
  reportUnbound(program, file, problems);
  declarations.report(tree);
  const exportAssignment = readExportAssignment(tree, file.source);
  const common = {
    path: file.path,
    declared: declarations.of(tree),
    imports: readImports(tree, file.source, targets.resolve),
    ...(exportAssignment && { exportAssignment }),
  };
  if (!file.listed) return { ...common, actions: [], platforms: [], values: types.takeValues() };
  const comment = fileCommentOf(tree, file.source);
  const fileDocs = comment ? readDocs(comment, "file", problems) : noDocs;
  const read = readExports(program, file, problems).flatMap((exported) => {
    try {
      return [readAction(context, { file, fileDocs }, exported)];
    } catch (error) {
      if (isStackOverflow(error))
        problems.report("ACT315", exported.nameAt, exported.name, "too many declarations lead to it");
      else problems.report("ACT901", exported.nameAt, (error as Error).message);
      return [];
    }
  });
  if (read.length > 0) reportEnvAtLoad(context, file);
  return {
    ...common,
    actions: read.map((each) => each.action),
    platforms: platformsOf(file, fileDocs),
    values: [...new Set(read.flatMap((each) => each.values)), ...types.takeValues()],
  };
}

function platformsOf(file: ActionFile, docs: Docs): readonly PlatformModel[] {
  const [root, name] = segmentsOf(file.path);
  if ((root !== "integrations" && root !== "tools") || name === undefined) return [];
  return [{ name, ...readPlatformFields(docs) }];
}
