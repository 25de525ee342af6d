import { forms, sharedForm, type Topic } from "./functions.js";
import { type Random, randomFrom } from "./random.js";
import { auditText, commonTextOf, interfaceText, serviceFiles } from "./service.js";
import type { TreeKind } from "./tree-kind.js";
import { adjectives, nouns, pascal, resources } from "./words.js";

/** Size and seed of a tree; the same ones give the same bytes. */
export interface TreeSize {
  /** TypeScript files below `actions/`, types and clients that others import included; at least 10. */
  readonly files: number;
  readonly seed: number;
  /** Default `inferred`. */
  readonly kind?: TreeKind;
}

/** Files of each service: some with actions, one of types, one client. */
const filesPerService = 25;

/** Three functions for two files. */
const functionsPerFile = 1.5;

/** Every tenth file with actions imports the shared types. */
const sharedEvery = 10;

/** The file of types that a tenth of the files with actions import. */
export const sharedFile = "actions/_shared/common.ts";

/**
 * Returns a project as authors write it, by path: actions in `integrations/SERVICE/RESOURCE.ts`, three for two files. It is
 * valid: neither codegen nor `tsc` reports anything, but for the warning of its kind.
 */
export function generateTree({ files, seed, kind = "inferred" }: TreeSize): ReadonlyMap<string, string> {
  const random = randomFrom(seed);
  const services = Math.max(1, Math.ceil((files - 2) / filesPerService));
  const names = Array.from({ length: services }, (_, index) => serviceName(index));
  const tree = new Map([...projectFiles(), [sharedFile, commonTextOf(kind)], ["actions/_shared/audit.ts", auditText]]);
  for (const name of names) for (const [path, text] of serviceFiles(name, random)) tree.set(path, text);
  const total = files - 2 - services * 2;
  const functions = Math.round(files * functionsPerFile);
  for (let index = 0; index < total; index++) {
    const service = names[index % services] ?? serviceName(0);
    const topic = { service, resource: resourceName(Math.floor(index / services)) };
    const count = Math.floor(((index + 1) * functions) / total) - Math.floor((index * functions) / total);
    const path = `actions/integrations/${service}/${topic.resource}.ts`;
    tree.set(path, actionsFileText(topic, { kind, count, isShared: index % sharedEvery === 0 }, random));
  }
  return tree;
}

/** Returns `package.json` and `tsconfig.json` of a project. */
export function projectFiles(): readonly (readonly [path: string, text: string])[] {
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const manifest = { name: "tree", private: true, type: "module", actionary: { actions: "actions", out: "generated" } };
  return [
    ["package.json", `${JSON.stringify(manifest, undefined, 2)}\n`],
    ["tsconfig.json", `${JSON.stringify({ compilerOptions, include: ["actions"] }, undefined, 2)}\n`],
  ];
}

function actionsFileText(
  topic: Topic,
  { kind, count, isShared }: { kind: TreeKind; count: number; isShared: boolean },
  random: Random,
): string {
  const { service, resource } = topic;
  const own = random.sample(forms, isShared ? count - 1 : count).map((form) => form(topic, kind));
  const functions = isShared ? [sharedForm(topic, kind), ...own] : own;
  const heading = `/** A ${resource.replaceAll("_", " ")} of ${pascal(service)}. */\nexport interface ${pascal(resource)}`;
  const body = `${interfaceText(heading, 5 + random.below(10), random)}\n${functions.join("\n")}`;
  return `${header(service)}${importLines(body, service)}\n${body}`;
}

function header(service: string): string {
  return `/**\n * What ${pascal(service)} keeps.\n *\n * @packageDocumentation\n * @platform ${pascal(service)}\n */\n`;
}

/** Returns the imports of the names that a text uses. */
function importLines(body: string, service: string): string {
  const name = pascal(service);
  const own = ["Change", "Kind", "Nullable", "Status", "Thing", "Thread", "User"].map((each) => `${name}${each}`);
  const modules: readonly (readonly [string, readonly string[]])[] = [
    ["actionary", ["Email", "Integer", "TextArea"]],
    ["../../_shared/common.js", ["Money", "Order", "Page"]],
    [`../../_shared/${service}/client.js`, ["request"]],
    [`../../_shared/${service}/types.js`, own],
  ];
  return modules
    .map(([from, candidates]) => {
      const used = candidates.filter((each) => new RegExp(`\\b${each}\\b`).test(body));
      const clauses = used.map((each) => (each === "request" || each.endsWith("Status") ? each : `type ${each}`));
      return used.length === 0 ? "" : `import { ${clauses.join(", ")} } from "${from}";\n`;
    })
    .join("");
}

function serviceName(index: number): string {
  const pairs = adjectives.length * nouns.length;
  const pair = index % pairs;
  const name = `${adjectives[pair % adjectives.length]}_${nouns[Math.floor(pair / adjectives.length)]}`;
  return index < pairs ? name : `${name}${Math.floor(index / pairs) + 1}`;
}

function resourceName(index: number): string {
  const plain = resources[index % resources.length] ?? resources[0];
  return index < resources.length ? plain : `${plain}${Math.floor(index / resources.length) + 1}`;
}
