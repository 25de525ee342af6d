import type TypeScript from "typescript";
import type { SecretModel } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import { compare } from "../../report/problems.js";
import type { Declarations } from "../declarations/read-declarations.js";
import { spanOf } from "../declarations/span-of.js";
import { EnvReader } from "../environment/env-reads.js";
import { type EnvUses, joinEnvReads } from "../environment/env-uses.js";
import type { Program } from "../program/read-program.js";
import { type CodeFacts, readCodeFacts } from "./code-facts.js";
import { contactsOf } from "./contacts.js";
import { ValueFlow } from "./value-flow.js";

/** A key that a function reads of a secret. */
export interface KeyUse {
  readonly secret: SecretModel;
  readonly key: string;
  /** The key, where it is written out; else the name of the secret. */
  readonly at: Span;
}

/** A key that a function reads of whichever secret of a group is configured. */
export interface GroupUse {
  readonly members: readonly SecretModel[];
  readonly key: string;
  readonly at: Span;
}

/** Secrets, hosts and variables that a function and the code that it uses read. */
export interface Uses {
  readonly keys: readonly KeyUse[];
  readonly groups: readonly GroupUse[];
  /** Keys that are read by `secrets.get("KEY")`, without their secret. */
  readonly looseKeys: readonly { readonly key: string; readonly at: Span }[];
  readonly env: EnvUses;
  readonly hosts: readonly string[];
  /** Addresses whose host only a run tells. */
  readonly computedHosts: readonly Span[];
  /** Kinds of failures that are made; undefined where only a run tells one. */
  readonly failures: readonly { readonly kind: string | undefined; readonly at: Span }[];
  /** Verbs that requests write out, such as `POST`. */
  readonly verbs: readonly { readonly verb: string; readonly at: Span }[];
  readonly vars: readonly string[];
  /** Readings and secrets that cannot be followed. */
  readonly lost: readonly { readonly kind: "key" | "handle"; readonly name: string; readonly at: Span }[];
  /** Whether any code of it names something of a package. */
  readonly usesPackages: boolean;
  readonly usesEndpoints: boolean;
}

/** Facts that were read, by piece of code: many actions use the code of one client. */
interface KnownFacts {
  readonly byCode: Map<TypeScript.Node, CodeFacts>;
  readonly env: EnvReader;
}

const knownFacts = new WeakMap<Declarations, KnownFacts>();

/** Collects the uses of a function and of all code of the project that it may run, each piece once. */
export function readUses(program: Program, declarations: Declarations, start: TypeScript.Node): Uses {
  const known = knownFacts.get(declarations) ?? { byCode: new Map(), env: new EnvReader(program) };
  knownFacts.set(declarations, known);
  const factsOf = (root: TypeScript.Node): CodeFacts => {
    const facts = known.byCode.get(root) ?? readCodeFacts(program, known.env, root);
    known.byCode.set(root, facts);
    return facts;
  };
  const reached = new ValueFlow(program, { declarations, factsOf }, start);
  const contacts = contactsOf(program, reached);
  const spanAt = (node: TypeScript.Node): Span => spanOf(program.sourceOf(node.getSourceFile()), node);
  return {
    keys: reached.handles.reads.map(({ node, ...read }) => ({ ...read, at: spanAt(node) })).sort(bySource),
    groups: reached.handles.groups.map(({ node, ...read }) => ({ ...read, at: spanAt(node) })).sort(bySource),
    looseKeys: reached.looseKeys.map(({ key, node }) => ({ key, at: spanAt(node) })),
    env: joinEnvReads(
      known.env,
      reached.code.map(({ env }) => env),
      start,
    ),
    hosts: contacts.hosts,
    computedHosts: contacts.computed.map(spanAt),
    failures: reached.failures.map(({ kind, node }) => ({ kind, at: spanAt(node) })),
    verbs: reached.code
      .flatMap((code) => code.verbs.map(({ verb, node }) => ({ verb, at: spanAt(node) })))
      .sort(bySource),
    vars: [...new Set(reached.code.flatMap(({ vars }) => vars))].sort(),
    lost: reached.handles.lost.map(({ kind, name, node }) => ({ kind, name, at: spanAt(node) })),
    usesPackages: reached.code.some(({ usesPackages }) => usesPackages),
    usesEndpoints: reached.usesEndpoints,
  };
}

/** Orders uses as they stand in the sources, whatever the order in which they were found. */
function bySource({ at: a }: { readonly at: Span }, { at: b }: { readonly at: Span }): number {
  return compare(a.source.file, b.source.file) || a.start - b.start;
}
