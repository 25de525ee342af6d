import type TypeScript from "typescript";
import type { SecretModel } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import { keysIn } from "../environment/env-keys.js";
import { compare } from "../../report/problems.js";
import { EnvReader } from "../environment/env-reads.js";
import { type EnvUses, joinEnvReads } from "../environment/env-uses.js";
import type { Program } from "../program/read-program.js";
import { type CodeFacts, readCodeFacts } from "./code-facts.js";
import { contactsOf } from "./contacts.js";
import { ValueFlow } from "./value-flow.js";
import type { Declarations } from "../declarations/read-declarations.js";
import { spanOf } from "../declarations/span-of.js";

/** A key that a function reads of a secret. */
export interface KeyUse {
  readonly secret: SecretModel;
  readonly key: string;
  /** The key, where it is written out; else the name of the secret. */
  readonly at: Span;
}

/** Secrets, hosts and variables that a function and the code that it uses read. */
export interface Uses {
  readonly keys: readonly KeyUse[];
  /** Groups of which one is enough. */
  readonly groups: readonly (readonly SecretModel[])[];
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
    keys: reached.reads.map(({ secret, key, node }) => ({ secret, key, at: spanAt(node) })).sort(bySource),
    groups: reached.groups,
    looseKeys: reached.looseKeys.map(({ key, node }) => ({ key, at: spanAt(node) })),
    env: joinEnvReads(
      known.env,
      reached.code.map(({ env }) => env),
      start,
    ),
    hosts: contacts.hosts,
    computedHosts: contacts.computed.map(spanAt),
    failures: reached.code.flatMap((code) => code.failures.flatMap((node) => failureAt(program, node, spanAt))),
    verbs: reached.code.flatMap((code) => code.verbs.map((node) => ({ verb: node.text, at: spanAt(node) }))),
    vars: [...new Set(reached.code.flatMap(({ vars }) => vars))].sort(),
    lost: reached.lost.map(({ kind, name, node }) => ({ kind, name, at: spanAt(node) })),
  };
}

/** Orders uses as they stand in the sources, whatever the order in which they were found. */
function bySource({ at: a }: { readonly at: Span }, { at: b }: { readonly at: Span }): number {
  return compare(a.source.file, b.source.file) || a.start - b.start;
}

function failureAt(
  program: Program,
  { arguments: given }: TypeScript.NewExpression,
  spanAt: (node: TypeScript.Node) => Span,
): Uses["failures"] {
  const [kind] = given ?? [];
  if (kind === undefined) return [];
  const keys = keysIn(program, kind);
  const at = spanAt(kind);
  return keys.kind === "literal" ? keys.keys.map((each) => ({ kind: each, at })) : [{ kind: undefined, at }];
}
