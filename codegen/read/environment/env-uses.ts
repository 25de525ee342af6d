import type TypeScript from "typescript";
import { ts } from "../typescript/typescript.js";
import { isAtLoad, parametersOf } from "./env-keys.js";
import type { ComputedRead, EnvKey, EnvParameter, EnvReader, EnvReads, FunctionReference } from "./env-reads.js";
import { wholeName } from "./env-reads.js";

/** Uses of the environment by a function and all code that it uses. */
export interface EnvUses {
  readonly keys: readonly EnvKey[];
  readonly computed: readonly ComputedRead[];
  readonly writes: readonly TypeScript.Node[];
  readonly foreign: readonly TypeScript.Node[];
}

/** Returns the uses that happen within calls: those while a module loads are a matter of that module. */
export function withinCalls(reads: EnvReads): EnvReads {
  const isLater = (node: TypeScript.Node): boolean => !isAtLoad(node);
  return {
    keys: reads.keys.filter(({ node }) => isLater(node)),
    byParameter: reads.byParameter.filter(({ node }) => isLater(node)),
    computed: reads.computed.filter(({ node }) => isLater(node)),
    writes: reads.writes.filter(isLater),
    foreign: reads.foreign.filter(isLater),
    references: reads.references,
  };
}

/** Puts the uses of several pieces of code together, of which `start` is called from outside. */
export function joinEnvReads(reader: EnvReader, found: readonly EnvReads[], start: TypeScript.Node): EnvUses {
  const keys = found.flatMap((each) => each.keys);
  const computed = found.flatMap((each) => each.computed);
  const open = found.flatMap((each) => each.byParameter);
  const references = open.length === 0 ? [] : found.flatMap((each) => each.references);
  const seen: EnvParameter[] = [];
  for (let parameter = open.pop(); parameter !== undefined; parameter = open.pop()) {
    const { owner, index } = parameter;
    if (seen.some((each) => each.owner === owner && each.index === index)) continue;
    seen.push(parameter);
    const callers = references.filter((each) => each.owner === owner && !isAtLoad(each.node));
    // An action's caller would choose the key; and so would whoever gets the function in a way that is not followed.
    if (owner === start || (callers.length === 0 && !ts.isSourceFile(start))) computed.push({ node: parameter.node });
    for (const caller of callers) readCaller(reader, { caller, parameter }, { keys, computed, byParameter: open });
  }
  return {
    keys,
    computed,
    writes: found.flatMap((each) => each.writes),
    foreign: found.flatMap((each) => each.foreign),
  };
}

/** Reads the key that a call gives to a function which reads the environment by it. */
export function readCaller(
  reader: EnvReader,
  { caller, parameter }: { readonly caller: FunctionReference; readonly parameter: EnvParameter },
  into: Pick<EnvReads, "keys" | "computed" | "byParameter">,
): void {
  const call = callOf(caller.node);
  if (call === undefined) {
    if (!isName(caller.node)) into.computed.push({ node: caller.node, handedOn: caller.node.text });
    return;
  }
  const { index, owner } = parameter;
  const before = call.arguments?.slice(0, index + 1) ?? [];
  const spread = before.find(ts.isSpreadElement);
  const argument = before[index] ?? parametersOf(owner)[index]?.initializer;
  if (spread) into.computed.push({ node: spread });
  else if (argument) {
    const found = reader.keysIn(argument);
    if (found.kind === "literal") for (const key of found.keys) into.keys.push({ key, node: argument });
    else if (found.kind === "parameter") into.byParameter.push({ ...found, node: argument });
    else into.computed.push({ node: argument });
  }
}

/** Returns the call or construction of what a name stands for; undefined where the name is used otherwise. */
export function callOf(node: TypeScript.Identifier): TypeScript.CallExpression | TypeScript.NewExpression | undefined {
  const name = wholeName(node);
  const { parent } = name;
  const isCall = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === name;
  return isCall ? parent : undefined;
}

/** Returns whether a name declares or exports a function, and does not use it. */
function isName({ parent }: TypeScript.Node): boolean {
  return (
    ts.isFunctionDeclaration(parent) ||
    ts.isFunctionExpression(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isExportAssignment(parent) ||
    ts.isTypeOfExpression(parent)
  );
}
