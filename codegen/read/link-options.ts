import type TypeScript from "typescript";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { ParameterEntry } from "../../runtime/contract/manifest.js";
import { didYouMean } from "../../runtime/contract/suggest.js";
import type { ActionModel, DocumentedValue } from "../model.js";
import type { ProblemList } from "../problems.js";
import type { Span } from "../source.js";
import type { FunctionNode } from "./read-exports.js";
import type { Program } from "./read-program.js";
import { resolveSymbol } from "./types/resolve-symbol.js";
import { ts } from "./typescript.js";

/** A `{@options listChannels}` of a parameter. */
export interface OptionsTag {
  readonly parameter: string;
  readonly name: string;
  readonly at: Span;
}

/** An action and what links it to others. */
export interface ReadAction {
  readonly model: ActionModel;
  readonly node: FunctionNode;
  readonly options: readonly OptionsTag[];
  readonly values: readonly DocumentedValue[];
}

/** What a function of options may take besides what the action takes itself. */
const ownParameters: ReadonlySet<string> = new Set(["search", "cursor"]);

/** Gives parameters the actions that list their options, wherever these are exported. */
export function linkOptions(
  read: readonly ReadAction[],
  program: Program,
  problems: ProblemList,
): readonly ActionModel[] {
  const byNode = new Map<TypeScript.Node, ActionModel>(read.map(({ node, model }) => [node, model]));
  return read.map(({ model, node, options }) => {
    const linked = new Map<string, NonNullable<ParameterEntry["options"]>>();
    for (const tag of options) {
      const names = visibleFunctions(program, node);
      const target = names.get(tag.name);
      const lister = target && byNode.get(target);
      if (lister === undefined) {
        problems.report("ACT211", tag.at, tag.name, didYouMean(tag.name, names.keys()));
        continue;
      }
      const reason = unfit(lister, model);
      if (reason !== undefined) problems.report("ACT212", tag.at, tag.name, reason);
      else linked.set(tag.parameter, optionsOf(lister, model));
    }
    if (linked.size === 0) return model;
    const parameters = model.parameters.map((parameter) => {
      const found = linked.get(parameter.name);
      return found ? { ...parameter, options: found } : parameter;
    });
    return { ...model, parameters };
  });
}

function optionsOf(lister: ActionModel, model: ActionModel): NonNullable<ParameterEntry["options"]> {
  const taken = lister.parameters.map((parameter) => parameter.name);
  const own = new Set(model.parameters.map((parameter) => parameter.name));
  return {
    action: lister.key,
    dependsOn: taken.filter((name) => own.has(name)),
    search: taken.includes("search") && !own.has("search"),
    page: taken.includes("cursor") && !own.has("cursor"),
  };
}

/** Why an action cannot list options for another; undefined where it can. */
function unfit(lister: ActionModel, model: ActionModel): string | undefined {
  for (const { name, required } of lister.parameters) {
    const [given, wanted] = [propertyOf(model.input, name), propertyOf(lister.input, name)];
    if (given === undefined) {
      if (ownParameters.has(name) && !required && wanted?.type === "string") continue;
      return `its parameter \`${name}\` is none of this action`;
    }
    if (shapeOf(given, model.input) !== shapeOf(wanted, lister.input))
      return `its parameter \`${name}\` is of another type`;
  }
  return listsOptions(lister.output) ? undefined : "it does not return `Options`";
}

function propertyOf(schema: JsonSchema, name: string): JsonSchema | undefined {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** A schema without its prose, with the definitions that it may refer to. */
function shapeOf(schema: JsonSchema | undefined, root: JsonSchema): string {
  const { title: _title, description: _description, default: _default, ...shape } = schema ?? {};
  return JSON.stringify([shape, JSON.stringify(shape).includes("$ref") ? root.definitions : null]);
}

/** Whether a result is an array of `{ value, label }`, a page of them, or either. */
function listsOptions(schema: JsonSchema, root: JsonSchema = schema): boolean {
  if (typeof schema.$ref === "string") return listsOptions(definitionOf(schema.$ref, root), root);
  const members = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  if (Array.isArray(members)) return (members as readonly JsonSchema[]).every((member) => listsOptions(member, root));
  if (schema.type === "array") return isOption(schema.items as JsonSchema, root);
  const list = propertyOf(schema, "options");
  return list !== undefined && list.type === "array" && isOption(list.items as JsonSchema, root);
}

function isOption(schema: JsonSchema | undefined, root: JsonSchema): boolean {
  if (typeof schema?.$ref === "string") return isOption(definitionOf(schema.$ref, root), root);
  const required = (schema?.required ?? []) as readonly string[];
  return required.includes("value") && required.includes("label");
}

function definitionOf(ref: string, root: JsonSchema): JsonSchema {
  const definitions = (root.definitions ?? {}) as Readonly<Record<string, JsonSchema>>;
  return definitions[ref.slice("#/definitions/".length)] ?? {};
}

/** The functions that the file of `node` declares at its top or imports by name. */
function visibleFunctions(program: Program, node: FunctionNode): ReadonlyMap<string, TypeScript.Node> {
  const visible = new Map<string, TypeScript.Node>();
  const add = (name: TypeScript.Node | undefined): void => {
    if (name === undefined || !ts.isIdentifier(name)) return;
    const target = resolveSymbol(program, name);
    const declaration = target?.valueDeclaration;
    const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    if (value) visible.set(name.text, value);
  };
  for (const statement of node.getSourceFile().statements) {
    if (ts.isFunctionDeclaration(statement)) add(statement.name);
    if (ts.isVariableStatement(statement)) for (const each of statement.declarationList.declarations) add(each.name);
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings && ts.isNamedImports(bindings)) for (const each of bindings.elements) add(each.name);
  }
  return visible;
}
