import type TypeScript from "typescript";
import { readLiteral } from "../program/read-literal.js";
import { symbolNamed } from "../program/resolve-symbol.js";
import { ts } from "../typescript/typescript.js";
import type { MemberAssignment } from "./code-facts.js";
import type { Flow } from "./flow.js";
import { isHarmlessMember } from "./handle-reads.js";
import { hostInText } from "./host-in-text.js";
import type { MemberValues } from "./member-values.js";
import { memberName } from "./members.js";
import { elementsOf } from "./places.js";
import { configured, given, hostValue, isHandle, type Value } from "./values.js";

/** Gives a value to a name, or to the names of a pattern. */
export function bindValue(
  flow: Flow,
  name: TypeScript.BindingName,
  { place, value }: { readonly place: TypeScript.Node; readonly value: Value },
): void {
  if (ts.isIdentifier(name)) {
    flow.places.put(place, value);
    return;
  }
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    if (element.dotDotDotToken) {
      if (isHandle(value)) flow.lose(element, value);
      else flow.bind(element.name, element, value);
      return;
    }
    const isList = ts.isArrayBindingPattern(name);
    const key = isList ? String(index) : memberName(flow.program, element.propertyName ?? element.name);
    const to = (member: Value): void => flow.bind(element.name, element, member);
    if (isHandle(value)) {
      if (key === undefined || !isHarmlessMember(key)) flow.lose(element, value);
    } else if (key === undefined) flow.allMembers(value, element, to);
    else flow.member(value, key, to);
  });
}

/** A value that an expression has. */
interface ValueAt {
  readonly node: TypeScript.Expression;
  readonly value: Value;
}

/** Gives a value to what stands before the sign of an assignment; where that is not followed, the value is exposed. */
export function assignValue(
  flow: Flow,
  members: MemberValues,
  { target, node, value }: ValueAt & { readonly target: TypeScript.Expression },
): void {
  if (ts.isIdentifier(target)) {
    const declaration = symbolNamed(flow.program, target)?.valueDeclaration;
    if (declaration) flow.places.put(declaration, value);
  } else if (ts.isPropertyAccessExpression(target)) {
    const name = target.name.text;
    const none = (): void => flow.expose(value, node);
    const to = (member: TypeScript.Node): void => {
      if (ts.isSetAccessor(member)) flow.toParameter(member, 0, value);
      else flow.places.put(member, value);
    };
    flow.places.listen(target.expression, (object) => members.target(object, name, { to, none }));
    flow.later(() => {
      const isKnown = flow.places.of(target.expression).size > 0;
      if (!isKnown && target.expression.kind !== ts.SyntaxKind.ThisKeyword) flow.expose(value, node);
    });
  } else flow.expose(value, node);
}

/** Takes what an assignment to a member changes besides the value of a field: a setter runs, an address gets another host. */
export function assignMember(flow: Flow, members: MemberValues, { target, value }: MemberAssignment): void {
  const name = ts.isPropertyAccessExpression(target)
    ? target.name.text
    : memberName(flow.program, target.argumentExpression);
  if (name === undefined) return;
  const to = (member: TypeScript.Node): void => {
    if (ts.isSetAccessor(member)) flow.reach(member);
  };
  flow.places.listen(target.expression, (object) => members.target(object, name, { to, none: () => {} }));
  if (!hostParts.has(name) || !ts.isIdentifier(target.expression)) return;
  const variable = symbolNamed(flow.program, target.expression)?.valueDeclaration;
  if (variable === undefined) return;
  flow.places.listen(target.expression, (object) => {
    if (object.kind === "address") flow.later(() => flow.places.put(variable, hostGiven(flow, value)));
  });
}

/** Returns the address that a value makes of another one when it becomes its host. */
function hostGiven({ program, places }: Flow, value: TypeScript.Expression): Value {
  const literal = readLiteral(value, program.checker)?.value;
  const host =
    typeof literal === "string" ? (hostInText(literal, false) ?? hostInText(`https://${literal}`, false)) : undefined;
  if (host !== undefined) return hostValue("address", host);
  const kinds = [...places.of(value)].map(({ kind }) => kind);
  return kinds.includes("configured") && !kinds.includes("given") ? configured : given;
}

/** Parts of a URL that tell its host. */
const hostParts: ReadonlySet<string> = new Set(["host", "hostname", "href"]);

/** Gives the items of a value to the variable of a loop. */
export function takeItems(flow: Flow, target: TypeScript.ForInitializer, { node, value }: ValueAt): void {
  const [variable] = ts.isVariableDeclarationList(target) ? target.declarations : [];
  if (value.kind === "list" && variable) {
    flow.places.listen(elementsOf(value.node), (item) => flow.bind(variable.name, variable, item));
  } else if (value.kind === "given" && variable) flow.bind(variable.name, variable, value);
  else flow.expose(value, node);
}
