import type { Declared, FileReading, ReadAction } from "../model/file-reading.js";
import { digest } from "../model/hash.js";
import type { ImportUse } from "../model/import-use.js";
import { modelIdOf, rememberModelId } from "../model/model-id.js";
import type { ActionModel, DocumentedValue, SecretModel } from "../model/models.js";
import type { SourceText, Span } from "../model/source-text.js";
import type { Problem } from "../report/problems.js";
import { lazyData } from "./lazy-data.js";
import { once } from "./once.js";

/** Returns the text of a file by its path from the project's root; undefined when there is none. */
export type Texts = (file: string) => SourceText | undefined;

type StoredSpan = readonly [file: string, start: number, end: number];
/** `T` with the spans at these keys stored by the name of their file. */
type WithStoredSpan<T, K extends keyof T> = T extends unknown
  ? Omit<T, K> & { readonly [key in K]: StoredSpan }
  : never;

type StoredSecret = WithStoredSpan<SecretModel, "source">;
type StoredDeclared =
  | (Omit<Extract<Declared, { kind: "secret" }>, "secret"> & { readonly secret: StoredSecret })
  | (Omit<Extract<Declared, { kind: "oneOf" }>, "members"> & { readonly members: readonly StoredSecret[] })
  | Extract<Declared, { kind: "endpoint" }>;

/** A problem with its span by the name of the file. */
export type StoredProblem = WithStoredSpan<Problem, "at">;

/** Most of a model: only what has changed, or is printed, looks into it. */
export type StoredTypes = readonly [
  parameters: ActionModel["parameters"],
  input: ActionModel["input"],
  output: ActionModel["output"],
];

type TypeNames = "parameters" | "input" | "output";

/** A model without its types, which `null` holds the place of: the order of members is that of what is printed. */
type StoredModel = Omit<WithStoredSpan<ActionModel, "source">, TypeNames | "verifiesAt"> & {
  readonly [name in TypeNames]: null;
};

interface StoredAction {
  readonly model: StoredModel;
  readonly verifiesAt?: StoredSpan;
  /** As `modelIdOf` computes it. */
  readonly id: string;
  readonly declarationId: string;
  readonly bindsByName: boolean;
  readonly options: readonly {
    readonly parameter: string;
    readonly name: string;
    readonly at: StoredSpan;
    readonly visible: readonly (readonly [string, string])[];
  }[];
}

/** A reading as JSON: spans name their file instead of holding its text, and the types of actions are stored apart. */
export interface StoredReading {
  readonly path: string;
  readonly actions: readonly StoredAction[];
  readonly declared: readonly StoredDeclared[];
  readonly platforms: FileReading["platforms"];
  readonly imports: readonly WithStoredSpan<ImportUse, "at">[];
  readonly exportAssignment?: StoredSpan;
  readonly values: readonly WithStoredSpan<DocumentedValue, "at">[];
}

/** Converts a reading to JSON. */
export function storeReading(reading: FileReading): StoredReading {
  const { path, actions, declared, platforms, imports, exportAssignment, values } = reading;
  return {
    path,
    actions: actions.map(storeAction),
    declared: declared.map(storeDeclared),
    platforms,
    imports: imports.map((each) => ({ ...each, at: storeSpan(each.at) })),
    ...(exportAssignment && { exportAssignment: storeSpan(exportAssignment) }),
    values: values.map((each) => ({ ...each, at: storeSpan(each.at) })),
  };
}

/** Returns the types of a reading's actions, in their order. */
export function storeTypes({ actions }: FileReading): readonly StoredTypes[] {
  return actions.map(({ model: { parameters, input, output } }) => [parameters, input, output]);
}

/** Sources of the parts of stored readings. */
export interface StoredParts {
  readonly texts: Texts;
  /** Returns the types of an action by its index. */
  readonly typesOf: (index: number) => StoredTypes;
}

/** Converts a stored reading back; decodes the types of an action when somebody looks into them. */
export function reviveReading(
  { exportAssignment, ...stored }: StoredReading,
  { texts, typesOf }: StoredParts,
): FileReading {
  return {
    ...stored,
    actions: stored.actions.map((action, index) => reviveAction(action, { texts, typesOf: () => typesOf(index) })),
    declared: stored.declared.map((each) => reviveDeclared(each, texts)),
    imports: stored.imports.map((each) => ({ ...each, at: reviveSpan(each.at, texts) })),
    ...(exportAssignment && { exportAssignment: reviveSpan(exportAssignment, texts) }),
    values: stored.values.map((each) => ({ ...each, at: reviveSpan(each.at, texts) })),
  };
}

function storeAction({ model, options, ...action }: ReadAction): StoredAction {
  const { verifiesAt, ...rest } = model;
  return {
    ...action,
    model: { ...rest, source: storeSpan(model.source), parameters: null, input: null, output: null },
    ...(verifiesAt && { verifiesAt: storeSpan(verifiesAt) }),
    id: modelIdOf(model),
    options: options.map((tag) => ({ ...tag, at: storeSpan(tag.at), visible: [...tag.visible] })),
  };
}

function reviveAction(
  { model, verifiesAt, id, options, ...action }: StoredAction,
  { texts, typesOf }: { readonly texts: Texts; readonly typesOf: () => StoredTypes },
): ReadAction {
  const check = verifiesAt && { verifiesAt: reviveSpan(verifiesAt, texts) };
  return {
    ...action,
    model: rememberModelId(
      { ...model, source: reviveSpan(model.source, texts), ...check, ...reviveTypes(once(typesOf)) },
      id,
    ),
    options: options.map((tag) => ({ ...tag, at: reviveSpan(tag.at, texts), visible: new Map(tag.visible) })),
  };
}

function reviveTypes(types: () => StoredTypes): Pick<ActionModel, TypeNames> {
  return {
    parameters: lazyData("list", () => types()[0]),
    input: lazyData("object", () => types()[1]),
    output: lazyData("object", () => types()[2]),
  };
}

/** Returns a hash of declarations and their spans. */
export function digestDeclared(declared: readonly Declared[]): string {
  return digest(JSON.stringify(declared.map(storeDeclared)));
}

/** Converts a problem to JSON. */
export function storeProblem({ at, ...problem }: Problem): StoredProblem {
  return { ...problem, at: storeSpan(at) };
}

/** Converts a stored problem back; its span gets its text from `texts`. */
export function reviveProblem({ at, ...problem }: StoredProblem, texts: Texts): Problem {
  return { ...problem, at: reviveSpan(at, texts) };
}

function storeDeclared(declared: Declared): StoredDeclared {
  switch (declared.kind) {
    case "secret":
      return { ...declared, secret: storeSecret(declared.secret) };
    case "oneOf":
      return { ...declared, members: declared.members.map(storeSecret) };
    case "endpoint":
      return declared;
    default:
      return declared satisfies never;
  }
}

function reviveDeclared(declared: StoredDeclared, texts: Texts): Declared {
  switch (declared.kind) {
    case "secret":
      return { ...declared, secret: reviveSecret(declared.secret, texts) };
    case "oneOf":
      return { ...declared, members: declared.members.map((member) => reviveSecret(member, texts)) };
    case "endpoint":
      return declared;
    default:
      return declared satisfies never;
  }
}

function storeSecret(secret: SecretModel): StoredSecret {
  return { ...secret, source: storeSpan(secret.source) };
}

function reviveSecret(secret: StoredSecret, texts: Texts): SecretModel {
  return { ...secret, source: reviveSpan(secret.source, texts) };
}

function storeSpan({ source, start, end }: Span): StoredSpan {
  return [source.file, start, end];
}

function reviveSpan([file, start, end]: StoredSpan, texts: Texts): Span {
  return { source: texts(file) ?? { file, text: "" }, start, end };
}
