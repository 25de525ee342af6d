import type { BaseType, ObjectType, TupleType, UnionType } from "ts-json-schema-generator";
import type { WirePlan } from "../../../../runtime/contract/wire.js";
import { generator } from "../../typescript/typescript.js";
import { childrenOf } from "../tree/children-of.js";
import { discriminantOf, propertyLiteral } from "../tree/discriminant.js";
import { literalValues } from "../tree/literal-values.js";
import { tupleMemberType } from "../tree/tuple-member-type.js";
import { unionMembers } from "../tree/union-members.js";
import { WireType } from "../tree/wire-type.js";

/** Thrown for a type whose values cannot be told apart once they have travelled, and so cannot be revived. */
export class NotRevivable extends Error {}

/** Makes the plans of types; those of recursive types are kept by name in `definitions`. */
export class WirePlanner {
  readonly definitions: Record<string, WirePlan> = {};
  readonly #names = new Map<string, string>();

  /** Makes the plan of a type; undefined where its values travel as they are. Throws `NotRevivable`. */
  plan(type: BaseType): WirePlan | undefined {
    const inner = generator.derefType(type);
    if (!holdsWire(inner)) return undefined;
    if (isRecursive(inner)) {
      // A parameter and the result may each have read the same type: two objects with one ID.
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
    const restPlan = rest && this.plan(tupleMemberType(rest));
    const items = type.getTypes().filter((member) => member !== rest);
    return {
      kind: "tuple",
      items: items.map((member) => this.plan(tupleMemberType(member)) ?? null),
      ...(restPlan ? { rest: restPlan } : {}),
    };
  }

  #object(type: ObjectType): WirePlan {
    const additional = type.getAdditionalProperties();
    const additionalPlan = additional instanceof generator.BaseType ? this.plan(additional) : undefined;
    const properties = type.getProperties().flatMap((property) => {
      const plan = this.plan(property.getType());
      // Null excepts a property from the plan of the other keys.
      return plan || additionalPlan ? [[property.getName(), plan ?? null] as const] : [];
    });
    return {
      kind: "object",
      properties: Object.fromEntries(properties),
      ...(additionalPlan ? { additional: additionalPlan } : {}),
    };
  }

  #choice(type: UnionType): WirePlan {
    const members = unionMembers(type);
    const strings = members.filter(isString);
    // Bigints of all values travel alike.
    const wires = [
      ...new Map(members.flatMap((each) => (each instanceof WireType ? [[each.kind, each]] : []))).values(),
    ];
    const arrays = members.filter(
      (member) => member instanceof generator.ArrayType || member instanceof generator.TupleType,
    );
    const objects = members.filter((member) => member instanceof generator.ObjectType);
    const [wire] = wires;
    const [array] = arrays;
    if (wires.length + strings.length > 1 && wire) throw new NotRevivable();
    if (arrays.length > 1 && arrays.some(holdsWire)) throw new NotRevivable();
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
    if (property === undefined) throw new NotRevivable();
    const plans = objects.flatMap((object) => {
      const plan = this.plan(object);
      const value = propertyLiteral(object, property);
      return plan && value !== undefined ? [[value, plan] as const] : [];
    });
    return { cases: { property, plans } };
  }
}

function isString(type: BaseType): boolean {
  if (type instanceof generator.StringType) return true;
  return literalValues(type)?.some((value) => typeof value === "string") ?? false;
}

/** The types that a type is directly made of, without names and comments around them. */
function parts(type: BaseType): readonly BaseType[] {
  return childrenOf(type).map((child) => generator.derefType(tupleMemberType(child)));
}

/** Returns all types that a type reaches; itself only where it is recursive. */
function reached(type: BaseType): ReadonlySet<BaseType> {
  const found = new Set<BaseType>();
  const queue = [...parts(type)];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...parts(next));
  }
  return found;
}

/** Objects that reach no value that travels in another form. */
const plain = new WeakSet<BaseType>();

function holdsWire(type: BaseType): boolean {
  const seen = new Set<BaseType>();
  const queue = [type];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next instanceof WireType) return true;
    if (seen.has(next) || plain.has(next)) continue;
    seen.add(next);
    queue.push(...parts(next));
  }
  for (const each of seen) if (each instanceof generator.ObjectType) plain.add(each);
  return false;
}

function isRecursive(type: BaseType): boolean {
  return reached(type).has(type);
}
