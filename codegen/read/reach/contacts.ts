import type TypeScript from "typescript";
import { unwrappedValue } from "../environment/env-objects.js";
import { readLiteral } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { ts } from "../typescript/typescript.js";
import { hostInText } from "./host-in-text.js";
import { addHosts } from "./hosts.js";
import { hostOption } from "./requests.js";
import type { ValueFlow } from "./value-flow.js";

/** Hosts that a function contacts with all code that it may run. */
export interface Contacts {
  readonly hosts: readonly string[];
  /** Addresses whose host only a run tells. */
  readonly computed: readonly TypeScript.Node[];
}

/** Collects the hosts of endpoints, of addresses that requests are sent to, and of those that packages are given. */
export function contactsOf(program: Program, reached: ValueFlow): Contacts {
  const hosts = new Set(reached.hosts);
  const computed = new Set<TypeScript.Node>();
  for (const { address } of reached.code.flatMap(({ requests }) => requests)) {
    const inner = unwrappedValue(address);
    const option = ts.isObjectLiteralExpression(inner) ? hostOption(program, inner) : undefined;
    const literal = option && readLiteral(option, program.checker)?.value;
    if (typeof literal === "string") {
      hosts.add(hostInText(`https://${literal}`, false) ?? literal);
      continue;
    }
    const values = [...reached.places.of(option ?? inner)];
    const known = values.filter((value) => value.kind === "address" || value.kind === "endpoint");
    for (const { host } of known) hosts.add(host);
    const isConfigured = values.some(({ kind }) => kind === "configured");
    // Whoever runs the action chooses the host, which is no caller.
    if (isConfigured) hosts.add("*");
    if ((known.length === 0 && !isConfigured) || values.some(({ kind }) => kind === "given")) computed.add(address);
  }
  return { hosts: addHosts([...hosts], []), computed: [...computed] };
}
