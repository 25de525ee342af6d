import { segmentsOf } from "../key.js";
import type { ModuleModel, PlatformModel, Sources } from "../model.js";
import { nobody, type Observer } from "../observer.js";
import { compare, type ProblemList } from "../problems.js";
import type { Project } from "../project.js";
import { linkOptions, type ReadAction } from "./link-options.js";
import { readAction } from "./read-action.js";
import { fileCommentOf } from "./read-comment.js";
import { readDeclarations } from "./read-declarations.js";
import { type Docs, noDocs, readDocs } from "./read-docs.js";
import { readExports } from "./read-exports.js";
import { type ActionFile, readFiles } from "./read-files.js";
import { readImports } from "./read-imports.js";
import { readPackages } from "./read-packages.js";
import { type Program, readProgram } from "./read-program.js";
import { tagText } from "./read-tags.js";
import type { ReadingContext } from "./reading-context.js";
import { createTypeReader } from "./types/type-reader.js";

/** Reads everything below the actions folder. What is wrong is reported; what is right is read all the same. */
export function readSources(project: Project, problems: ProblemList, observer: Observer = nobody): Sources {
  const files = readFiles(project, problems).filter((file) => isShallow(file, problems));
  if (files.length === 0)
    return { actions: [], values: [], secrets: [], platforms: [], modules: [], packages: [], files: [] };
  const program = observer.timed("parse", () => readProgram(project, files, problems));
  const declarations = readDeclarations(program, problems);
  const context: ReadingContext = { program, types: createTypeReader(program, problems), declarations, problems };
  const read = program.files
    .filter((file) => file.listed)
    .map((file, done, { length: total }) => {
      observer.onProgress({ phase: "read", done, total });
      return readFile(context, file);
    });
  const linked = linkOptions(
    read.flatMap((each) => each.actions),
    program,
    problems,
  );
  const modules = readModules(program);
  return {
    actions: [...linked].sort((a, b) => compare(a.key, b.key)),
    values: [...read.flatMap((each) => each.actions.flatMap((action) => action.values)), ...context.types.values()],
    secrets: [...declarations.values()].flatMap((declared) => (declared.kind === "secret" ? [declared.secret] : [])),
    platforms: read.flatMap((each) => each.platforms),
    modules,
    packages: readPackages(project, modules),
    files: files.map((file) => file.source),
  };
}

/** Deeper than anybody writes, and where the parser's stack still holds. */
const maxNesting = 500;

/** Whether brackets are nested so that a parser can follow; the parser itself would end in a crash. */
function isShallow({ source }: ActionFile, problems: ProblemList): boolean {
  let brackets = 0;
  // A `<` may be a comparison, which nothing closes: those of one line are counted by themselves.
  let angles = 0;
  for (let index = 0; index < source.text.length; index++) {
    const character = source.text.charAt(index);
    if (character === "\n") angles = 0;
    else if ("([{".includes(character)) brackets++;
    else if (")]}".includes(character)) brackets--;
    else if (character === "<") angles++;
    else if (character === ">") angles--;
    if (brackets <= maxNesting && angles <= maxNesting) continue;
    problems.report(
      "ACT105",
      { source, start: index, end: index + 1 },
      `brackets are nested more than ${maxNesting} levels deep`,
    );
    return false;
  }
  return true;
}

function readFile(
  context: ReadingContext,
  file: ActionFile,
): { readonly actions: readonly ReadAction[]; readonly platforms: readonly PlatformModel[] } {
  const { program, problems } = context;
  const comment = fileCommentOf(program.treeOf(file), file.source);
  const fileDocs = comment ? readDocs(comment, "file", problems) : noDocs;
  const actions = readExports(program, file, problems).flatMap((exported) => {
    try {
      return [readAction(context, { file, fileDocs }, exported)];
    } catch (error) {
      problems.report("ACT901", exported.nameAt, (error as Error).message);
      return [];
    }
  });
  return { actions, platforms: platformsOf(file, fileDocs) };
}

function platformsOf(file: ActionFile, docs: Docs): readonly PlatformModel[] {
  const [root, name] = segmentsOf(file.path);
  if ((root !== "integrations" && root !== "tools") || name === undefined) return [];
  const title = tagText(docs, "platform");
  const icon = tagText(docs, "icon");
  return [{ name, ...(title === undefined ? {} : { title }), ...(icon === undefined ? {} : { icon }) }];
}

/** The listed files, and whatever they import, directly or not. */
function readModules({ files, ...program }: Program): readonly ModuleModel[] {
  const nameOf = (file: ActionFile): string => file.path.replace(/\.ts$/, ".js");
  const names = new Set(files.map(nameOf));
  const all = new Map(
    files.map((file) => [
      nameOf(file),
      {
        name: nameOf(file),
        source: file.source,
        imports: readImports(program.treeOf(file), file.source, file.path, names),
      },
    ]),
  );
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const { target } of all.get(name)?.imports ?? []) if (target.kind === "module") visit(target.name);
  };
  for (const file of files) if (file.listed) visit(nameOf(file));
  return [...all.values()].filter((module) => reached.has(module.name));
}
