import type TypeScript from "typescript";
import { didYouMean } from "../../../runtime/contract/suggest.js";
import type { ActionFile } from "../../model/action-file.js";
import type { Declared } from "../../model/file-reading.js";
import type { SecretModel } from "../../model/models.js";
import type { Span } from "../../model/source-text.js";
import { compare } from "../../report/problems.js";
import type { Declarations } from "../declarations/read-declarations.js";
import { spanOf } from "../declarations/span-of.js";
import { declarationsIn, secretKeys } from "../declarations/visible-declarations.js";
import type { EnvKey } from "../environment/env-reads.js";
import type { EnvUses } from "../environment/env-uses.js";
import { isNotProvided, LoadReader } from "../environment/load-reads.js";
import type { KeyUse } from "../reach/read-uses.js";
import { fixOf } from "./env-fix.js";
import type { ReadingContext } from "./reading-context.js";

/** Secrets that an action is bound to without the keys that it reads of `process.env`. */
interface Bound {
  readonly secrets: readonly SecretModel[];
  readonly groups: readonly (readonly SecretModel[])[];
}

/**
 * Returns the keys of secrets that an action reads of `process.env`, those of groups apart. A key belongs to a secret that is bound anyway, else to
 * one that the file of the reading names, then to one that the action's file names, else to any. Reports all other uses of
 * the environment, except of variables that the runtime provides.
 */
export function bindEnv(
  context: ReadingContext,
  { env, tree, bound }: { readonly env: EnvUses; readonly tree: TypeScript.SourceFile; readonly bound: Bound },
): { readonly keys: readonly KeyUse[]; readonly ofGroups: readonly { readonly key: string; readonly at: Span }[] } {
  reportEnv(context, env);
  const ofGroups: { readonly key: string; readonly at: Span }[] = [];
  const keys = env.keys.flatMap((read) => {
    const at = spanOfNode(context, read.node);
    const inGroups = holding(bound.groups.flat(), read.key);
    const candidates = [
      () => new Map([...inGroups, ...holding(bound.secrets, read.key)]),
      () => holding(secretsOf(declarationsIn(context, read.node.getSourceFile()).values()), read.key),
      () => holding(secretsOf(declarationsIn(context, tree).values()), read.key),
      () => holding(secretsOf(context.declarations.everywhere()), read.key),
    ];
    const found = candidates.reduce<ReadonlyMap<string, SecretModel>>(
      (before, find) => (before.size > 0 ? before : find()),
      new Map(),
    );
    const [first] = found.values();
    if (found.size > 1) context.problems.report("ACT432", at, read.key, [...found.keys()].sort(compare).join(", "));
    else if (first === undefined) reportUnknown(context, read, at);
    // A group of which one is enough brings the key with the secret that the caller has.
    else if (!inGroups.has(first.name)) return [{ secret: first, key: read.key, at }];
    else ofGroups.push({ key: read.key, at });
    return [];
  });
  return { keys, ofGroups };
}

/** Reports what nothing can bind: computed keys, writes, and the environments of other runtimes. */
export function reportEnv(context: ReadingContext, { computed, writes, foreign }: Omit<EnvUses, "keys">): void {
  const { problems } = context;
  for (const { node, handedOn } of computed) {
    const reason = handedOn ? `\`${handedOn}\` is handed on here` : "a key is computed here";
    problems.report("ACT431", spanOfNode(context, node), reason);
  }
  for (const node of writes) problems.report("ACT434", spanOfNode(context, node));
  for (const node of foreign) {
    const text = node.getText();
    problems.report("ACT435", spanOfNode(context, node), text.includes("import.meta") ? "import.meta.env" : text);
  }
}

const loadReaders = new WeakMap<Declarations, LoadReader>();

/** Reports uses of `process.env` by a file and those that it imports while they load, when no call is there to have secrets. */
export function reportEnvAtLoad(context: ReadingContext, file: ActionFile): void {
  const { program, declarations, problems } = context;
  const reader = loadReaders.get(declarations) ?? new LoadReader(program);
  loadReaders.set(declarations, reader);
  for (const tree of reader.filesOf(program.treeOf(file))) {
    const { reads, calls } = reader.readTree(tree);
    reportEnv(context, reads);
    for (const { key, node } of reads.keys.filter(isNotProvided)) {
      problems.report("ACT433", spanOfNode(context, node), `\`process.env.${key}\` is read`);
    }
    for (const node of calls)
      problems.report("ACT433", spanOfNode(context, node), `\`${node.text}\` reads \`process.env\``);
  }
}

function reportUnknown(context: ReadingContext, { key, node }: EnvKey, at: Span): void {
  if (!isNotProvided({ key })) return;
  const known = secretsOf(context.declarations.everywhere()).flatMap(secretKeys);
  const fix = fixOf(context, node.getSourceFile(), key);
  context.problems.reportFixable("ACT430", { at, fix }, key, didYouMean(key, known));
}

function spanOfNode({ program }: ReadingContext, node: TypeScript.Node): Span {
  return spanOf(program.sourceOf(node.getSourceFile()), node);
}

function secretsOf(declared: Iterable<Declared>): readonly SecretModel[] {
  return [...declared].flatMap((each) =>
    each.kind === "secret" ? [each.secret] : each.kind === "oneOf" ? each.members : [],
  );
}

/** Returns the secrets that have a key, by their names: one that is declared twice counts once. */
function holding(secrets: readonly SecretModel[], key: string): ReadonlyMap<string, SecretModel> {
  return new Map(secrets.flatMap((secret) => (secretKeys(secret).includes(key) ? [[secret.name, secret]] : [])));
}
