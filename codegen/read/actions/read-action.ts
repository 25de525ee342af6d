import type { Json, JsonSchema } from "../../../runtime/contract/json.js";
import type { ParameterEntry } from "../../../runtime/contract/manifest.js";
import { type ActionFile, moduleName } from "../../model/action-file.js";
import type { ReadAction } from "../../model/file-reading.js";
import { platformOf, segmentsOf } from "../../model/key.js";
import type { ActionModel, DocumentedValue } from "../../model/models.js";
import { snakeCase, titleOf } from "../../model/title.js";
import type { ProblemList } from "../../report/problems.js";
import { lineCommentOf } from "../comments/read-comment.js";
import { type Docs, noDocs, readDocs } from "../comments/read-docs.js";
import { readFields, type TaggedFields, tagsOfField } from "../comments/read-fields.js";
import type { Example } from "../comments/tag-contents.js";
import { tagRow } from "../comments/tag-table.js";
import type { ExportedFunction } from "../exports/read-exports.js";
import { topStatementOf } from "../program/function-node.js";
import { readUses } from "../reach/read-uses.js";
import { type Annotations, annotationsOf } from "../types/schema/annotations.js";
import { widgetOf } from "../types/schema/widget.js";
import { labelsOf } from "../types/tree/member-labels.js";
import { titleIn } from "../types/tree/title-in.js";
import { bindFailures } from "./bind-failures.js";
import { bindHosts } from "./bind-hosts.js";
import { bindSecrets } from "./bind-secrets.js";
import { checkDefault } from "./check-defaults.js";
import { checkParams } from "./check-params.js";
import { checkReadonly } from "./check-readonly.js";
import { checkSecretParameters } from "./check-secret-parameters.js";
import { declarationIdOf, readOptions } from "./read-options.js";
import { readSignature, type Signature } from "./read-signature.js";
import type { ReadingContext } from "./reading-context.js";
import type { SignatureParameter } from "./signature-context.js";
import type { FlawedPart, TypedPart } from "./typed-part.js";

/** The function that an action is, and the file that exports it. */
interface ActionSource {
  readonly exported: ExportedFunction;
  readonly file: ActionFile;
}

/** Turns one exported function into the model of its action. */
export function readAction(
  context: ReadingContext,
  { file, fileDocs }: { readonly file: ActionFile; readonly fileDocs: Docs },
  exported: ExportedFunction,
): { readonly action: ReadAction; readonly values: readonly DocumentedValue[] } {
  const { program, problems } = context;
  const docs = exported.comment ? readDocs(exported.comment, "function", problems) : noDocs;
  const summary = docs.summary || lineCommentOf(topStatementOf(exported.node), exported.nameAt.source);
  if (summary === "") problems.report("ACT201", exported.nameAt, exported.name);
  const known = context.typed.find(file, exported);
  const typed = known ? { ...known, defaults: [] } : readTypedPart(context, { exported, docs });
  for (const problem of typed.problems) problems.add(problem);
  const { parameters, input, output, wire, run } = typed.part;
  const uses = readUses(program, context.declarations, exported.node);
  const { hosts: _hosts, ...fields } = readFields(docs, fileDocs, problems);
  const documented = { exported, docs, uses };
  const identity = identify(fields, { exported, file });
  const platform = platformOf([...identity.namespace.split("."), identity.name]);
  const model: ActionModel = {
    ...identity,
    description: summary || identity.title,
    ...(docs.remarks === "" ? {} : { remarks: docs.remarks }),
    ...(platform === undefined ? {} : { platform }),
    ...fields,
    failures: bindFailures(context, documented),
    ...bindSecrets(context, documented),
    parameters,
    hosts: bindHosts(context, documented),
    vars: uses.vars,
    input,
    output,
    run: { kind: "function", module: moduleName(file.path), export: exported.exportName, ...run },
    ...(wire === undefined ? {} : { wire }),
    source: exported.nameAt,
  };
  checkReadonly(context, documented);
  // Values beside types that an earlier run has read were checked by it.
  const values = known ? [] : [...typed.defaults, ...examplesOf(model, docs), ...context.types.takeValues()];
  if (!known) context.typed.add(file, exported, { part: typed.part, problems: typed.problems, values });
  return {
    action: {
      model,
      declarationId: declarationIdOf(program, exported.node),
      options: readOptions(program, exported.node, docs),
      bindsByName:
        uses.env.keys.length > 0 || docs.tags.some((tag) => tag.name === "secret" || tag.name === "verifies"),
    },
    values,
  };
}

/** A function with its comment. */
interface DocumentedFunction {
  readonly exported: ExportedFunction;
  readonly docs: Docs;
}

/** Reads the types of a function, and all that follows from them. */
function readTypedPart(
  context: ReadingContext,
  documented: DocumentedFunction,
): FlawedPart & { readonly defaults: readonly DocumentedValue[] } {
  const { value, problems } = context.problems.collect(() => readTypes(context, documented));
  return { ...value, problems };
}

function readTypes(
  { program, types, problems }: ReadingContext,
  { exported, docs }: DocumentedFunction,
): { readonly part: TypedPart; readonly defaults: readonly DocumentedValue[] } {
  const signature = readSignature(program, exported, { types, problems });
  const described = signature.parameters.map((parameter) => annotate(parameter, docs, problems));
  checkParams({ exported, signature, docs }, problems);
  const input = types.objectSchema(described);
  checkSecretParameters(signature.parameters, input, problems);
  const wire = types.wirePlans(
    signature.parameters.map(({ name, type, nameAt }) => ({ name, type, at: nameAt })),
    { name: "result", type: signature.result, at: exported.nameAt },
  );
  const output = types.resultSchema(signature.result, docs.returns === "" ? {} : { description: docs.returns });
  const parameters = signature.parameters.map((parameter) => entryOf(parameter, input));
  const part = {
    ...{ parameters, input, output },
    ...(wire === undefined ? {} : { wire }),
    run: {
      parameters: signature.parameters.map(({ name, rest }) => (rest ? { name, rest } : { name })),
      flattened: signature.flattened,
    },
  };
  return { part, defaults: defaultsOf(part, signature, docs) };
}

/** Names an action: by its tags, else by the function's name and the file's path. */
function identify(
  tagged: TaggedFields,
  { exported, file }: ActionSource,
): Pick<ActionModel, "key" | "segments" | "namespace" | "name" | "title"> {
  const name = tagged.name ?? snakeCase(exported.name);
  const folders = tagged.namespace?.split(".") ?? segmentsOf(file.path);
  const namespace = folders.join(".");
  const title = tagged.title ?? titleOf(name);
  return { key: `${namespace}.${name}`, segments: [...folders, name], namespace, name, title };
}

/** Returns the defaults of parameters, each with the schema that it has to fit. */
function defaultsOf(part: TypedPart, signature: Signature, docs: Docs): readonly DocumentedValue[] {
  return part.parameters.flatMap(({ name, default: value }): readonly DocumentedValue[] => {
    const initialiser = signature.parameters.find((each) => each.name === name)?.default;
    const tags = docs.params.find((each) => each.name === name)?.tags ?? [];
    const at = initialiser?.at ?? tags.find((tag) => tagRow(tag.name)?.schema?.documents === "default")?.at;
    if (value === undefined || at === undefined) return [];
    return [{ kind: "default", name, at, value: { [name]: value }, schema: schemaOfOne(name, part.input) }];
  });
}

/** Returns the examples of an action, each with the schema that it has to fit. */
function examplesOf(model: ActionModel, docs: Docs): readonly DocumentedValue[] {
  return tagsOfField(docs, "examples").flatMap(({ value, contentAt }): readonly DocumentedValue[] => {
    if (value === undefined) return [];
    const example = value as Example;
    const facts = { kind: "example", name: model.name, at: contentAt } as const;
    const input = { ...facts, value: example.input, schema: model.input };
    return example.output === undefined ? [input] : [input, { ...facts, value: example.output, schema: model.output }];
  });
}

/** Returns the schema of one argument without prose: arguments of equal types are judged by equal schemas. */
function schemaOfOne(name: string, { properties, definitions }: JsonSchema): JsonSchema {
  const all = (properties ?? {}) as Readonly<Record<string, Record<string, Json>>>;
  const { title: _title, description: _description, default: _default, ...schema } = all[name] ?? {};
  const refers = JSON.stringify(schema).includes('"$ref"');
  return { type: "object", properties: { [name]: schema }, ...(refers && definitions ? { definitions } : {}) };
}

interface AnnotatedParameter extends SignatureParameter {
  readonly annotations: Annotations;
}

function annotate(parameter: SignatureParameter, docs: Docs, problems: ProblemList): AnnotatedParameter {
  const doc = docs.params.find((each) => each.name === parameter.name);
  checkDefault(parameter, doc, problems);
  const annotations = {
    title: titleIn(parameter.type) ?? titleOf(parameter.name),
    ...(doc === undefined || doc.text === "" ? {} : { description: doc.text }),
    ...annotationsOf(doc?.tags ?? [], parameter.type, problems),
    ...(parameter.default === undefined ? {} : { default: parameter.default.value }),
  };
  return { ...parameter, annotations };
}

function entryOf(parameter: SignatureParameter, input: JsonSchema): ParameterEntry {
  const properties = (input.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const schema = properties[parameter.name] ?? {};
  const { title, description, default: value } = schema;
  const labels = labelsOf(parameter.type);
  return {
    name: parameter.name,
    required: parameter.required,
    ...(value === undefined ? {} : { default: value }),
    title: typeof title === "string" ? title : titleOf(parameter.name),
    ...(typeof description === "string" ? { description } : {}),
    widget: widgetOf(schema),
    ...(labels.size > 0
      ? { labels: Object.fromEntries([...labels].map(([value, label]) => [String(value), label])) }
      : {}),
  };
}
