import type { BaseType, ObjectType, TupleType, UnionType } from "ts-json-schema-generator";
import type { WirePlan } from "../../../../runtime/contract/wire.js";
import { generator } from "../../typescript/typescript.js";
import { discriminantOf, literalOf } from "../tree/discriminant.js";
import { literalValues } from "../tree/literal-values.js";
import { insideOf } from "../tree/tuple-member.js";
import { WireType } from "../tree/wire-type.js";

/** Where a plan for the way back cannot be made. */
export class NoWayBack extends Error {}

/** Makes the plans of types; recursive ones are kept by name in `definitions`. */
export class WirePlanner {
  readonly definitions: Record<string, WirePlan> = {};
  readonly #names = new Map<string, string>();

  /** The plan of a type, or undefined where its values travel as they are. Throws `NoWayBack`. */
  plan(type: BaseType): WirePlan | undefined {
    const inner = opened(type);
    if (!holdsWire(inner)) return undefined;
    if (isRecursive(inner)) {
      // A parameter and the result may have read the same type, each for itself.
      const id = inner.getId();
      const known = this.#names.get(id);
      const name = known ?? `${this.#names.size}`;
      if (known === undefined) {
        this.#names.set(id, name);
        this.definitions[name] = this.#inside(inner);
      }
      return { kind: "ref", name };
    }
    return this.#inside(inner);
  }

  #inside(type: BaseType): WirePlan {
    if (type instanceof WireType) return { kind: type.kind };
    if (type instanceof generator.ArrayType) return { kind: "array", items: this.#must(type.getItem()) };
    if (type instanceof generator.TupleType) return this.#tuple(type);
    if (type instanceof generator.ObjectType) return this.#object(type);
    if (type instanceof generator.UnionType) return this.#choice(type);
    throw new Error(`no plan for ${type.getId()}`);
  }

  #must(type: BaseType): WirePlan {
    const plan = this.plan(type);
    if (plan === undefined) throw new Error(`no plan for ${type.getId()}`);
    return plan;
  }

  #tuple(type: TupleType): WirePlan {
    const rest = type.getTypes().find((member) => member instanceof generator.RestType);
    const restPlan = rest && this.plan(insideOf(rest));
    const items = type.getTypes().filter((member) => member !== rest);
    return {
      kind: "tuple",
      items: items.map((member) => this.plan(insideOf(member)) ?? null),
      ...(restPlan ? { rest: restPlan } : {}),
    };
  }

  #object(type: ObjectType): WirePlan {
    const additional = type.getAdditionalProperties();
    const additionalPlan = additional instanceof generator.BaseType ? this.plan(additional) : undefined;
    const properties = type.getProperties().flatMap((property) => {
      const plan = this.plan(property.getType());
      // Null keeps the plan of the other keys away from it.
      return plan || additionalPlan ? [[property.getName(), plan ?? null] as const] : [];
    });
    return {
      kind: "object",
      properties: Object.fromEntries(properties),
      ...(additionalPlan ? { additional: additionalPlan } : {}),
    };
  }

  #choice(type: UnionType): WirePlan {
    const members = membersOf(type);
    const strings = members.filter(isString);
    const wires = members.filter((member) => member instanceof WireType);
    const arrays = members.filter(
      (member) => member instanceof generator.ArrayType || member instanceof generator.TupleType,
    );
    const objects = members.filter((member) => member instanceof generator.ObjectType);
    const [wire] = wires;
    const [array] = arrays;
    if (wires.length + strings.length > 1 && wire) throw new NoWayBack();
    if (arrays.length > 1 && arrays.some(holdsWire)) throw new NoWayBack();
    const arrayPlan = array && this.plan(array);
    return {
      kind: "choice",
      ...(wire ? { string: this.#must(wire) } : {}),
      ...(arrayPlan ? { array: arrayPlan } : {}),
      ...this.#objects(objects),
    };
  }

  #objects(objects: readonly BaseType[]): Partial<Extract<WirePlan, { kind: "choice" }>> {
    const [only] = objects;
    if (!objects.some(holdsWire) || only === undefined) return {};
    if (objects.length === 1) return { object: this.#must(only) };
    const property = discriminantOf(objects);
    if (property === undefined) throw new NoWayBack();
    const plans = objects.flatMap((object) => {
      const plan = this.plan(object);
      const value = literalOf(object, property);
      return plan && value !== undefined ? [[value, plan] as const] : [];
    });
    return { cases: { property, plans } };
  }
}

/** A type without the names and comments around it. */
function opened(type: BaseType): BaseType {
  return generator.derefType(type);
}

function membersOf(type: BaseType): readonly BaseType[] {
  const inner = opened(type);
  return inner instanceof generator.UnionType ? inner.getTypes().flatMap(membersOf) : [inner];
}

function isString(type: BaseType): boolean {
  if (type instanceof generator.StringType) return true;
  return literalValues(type)?.some((value) => typeof value === "string") ?? false;
}

function childrenOf(type: BaseType): readonly BaseType[] {
  if (type instanceof generator.ArrayType) return [type.getItem()];
  if (type instanceof generator.TupleType) return type.getTypes().map(insideOf);
  if (type instanceof generator.UnionType) return type.getTypes();
  if (!(type instanceof generator.ObjectType)) return [];
  const additional = type.getAdditionalProperties();
  const own = type.getProperties().map((property) => property.getType());
  return additional instanceof generator.BaseType ? [...own, additional] : own;
}

/** Every type that a type reaches, itself left out unless it reaches itself. */
function reached(type: BaseType): ReadonlySet<BaseType> {
  const found = new Set<BaseType>();
  const queue = childrenOf(type).map(opened);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...childrenOf(next).map(opened));
  }
  return found;
}

/** Objects through which no value is reached that travels in another form. */
const plain = new WeakSet<BaseType>();

function holdsWire(type: BaseType): boolean {
  const seen = new Set<BaseType>();
  const queue = [type];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next instanceof WireType) return true;
    if (seen.has(next) || plain.has(next)) continue;
    seen.add(next);
    queue.push(...childrenOf(next).map(opened));
  }
  for (const each of seen) if (each instanceof generator.ObjectType) plain.add(each);
  return false;
}

function isRecursive(type: BaseType): boolean {
  return reached(type).has(type);
}
