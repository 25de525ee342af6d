import type { JsonSchema } from "../../../runtime/contract/json.js";
import type { ParameterEntry } from "../../../runtime/contract/manifest.js";
import { didYouMean } from "../../../runtime/contract/suggest.js";
import type { ReadAction } from "../../model/file-reading.js";
import type { ActionModel } from "../../model/models.js";
import { areSameItems } from "../../model/same-items.js";
import type { ProblemList } from "../../report/problems.js";

/** Parameters that a function of options may have although the action has none of that name. */
const ownParameters: ReadonlySet<string> = new Set(["search", "cursor"]);

/** Links parameters to the actions that list their options; any file may export these. */
export function linkOptions(read: readonly ReadAction[], problems: ProblemList): readonly ActionModel[] {
  // Made for the first action with options: most projects have none.
  let byDeclaration: ReadonlyMap<string, ActionModel> | undefined;
  const modelOf = (id: string): ActionModel | undefined => {
    byDeclaration ??= new Map(read.map(({ declarationId, model }) => [declarationId, model]));
    return byDeclaration.get(id);
  };
  return read.map((action) => (action.options.length === 0 ? action.model : linkAction(action, modelOf, problems)));
}

/** Models that earlier runs of this process have linked, by action, with the actions that list their options. */
const linkedModels = new WeakMap<
  ReadAction,
  { readonly listers: readonly (ActionModel | undefined)[]; readonly model: ActionModel }
>();

function linkAction(
  action: ReadAction,
  modelOf: (declarationId: string) => ActionModel | undefined,
  problems: ProblemList,
): ActionModel {
  const { model, options } = action;
  const listers = options.map((tag) => modelOf(tag.visible.get(tag.name) ?? ""));
  const known = linkedModels.get(action);
  if (known && areSameItems(known.listers, listers)) return known.model;
  const linked = new Map<string, NonNullable<ParameterEntry["options"]>>();
  for (const [index, tag] of options.entries()) {
    const lister = listers[index];
    if (lister === undefined) {
      problems.report("ACT211", tag.at, tag.name, didYouMean(tag.name, tag.visible.keys()));
      continue;
    }
    const reason = misfitOf(lister, model);
    if (reason !== undefined) problems.report("ACT212", tag.at, tag.name, reason);
    else linked.set(tag.parameter, optionsOf(lister, model));
  }
  const parameters = model.parameters.map((parameter) => {
    const found = linked.get(parameter.name);
    return found ? { ...parameter, options: found } : parameter;
  });
  const made = linked.size === 0 ? model : { ...model, parameters };
  // One with a problem is judged again in each run, which reports it.
  if (linked.size === options.length) linkedModels.set(action, { listers, model: made });
  return made;
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

/** Returns the reason why an action cannot list options for another; undefined where it can. */
function misfitOf(lister: ActionModel, model: ActionModel): string | undefined {
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

/** Prints a schema without its prose, with the definitions that it may refer to. */
function shapeOf(schema: JsonSchema | undefined, root: JsonSchema): string {
  const { title: _title, description: _description, default: _default, ...shape } = schema ?? {};
  return JSON.stringify([shape, JSON.stringify(shape).includes("$ref") ? root.definitions : null]);
}

/** Returns whether a result is an array of `{ value, label }`, a page of them, or a union of both. */
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
