import type { CurrentBuild } from "./build.js";
import type { SecretRequirement } from "./manifest.js";

/** Carrier of a lane: a thread of the host, a process, or a process with walls of the operating system. */
export type LaneKind = "thread" | "process" | "sandbox";

/** Choice of carriers; `auto` decides by what an action needs. */
export type Isolation = "auto" | LaneKind;

/** Facts of an action that decide where it runs. */
export interface LaneNeeds {
  readonly permissions: readonly string[];
  /** npm packages that its module reaches. */
  readonly packages: readonly string[];
  /** Names of its secrets. */
  readonly secrets: readonly string[];
}

/** Kind of the lanes of an action, and why: the end of "because it …". */
export interface LaneChoice {
  readonly kind: LaneKind;
  readonly reason: string;
}

/** Returns the kind of lane for an action: never less than `isolation`, and a process at least for every `@permission`. */
export function chooseLaneKind(isolation: Isolation, { permissions, packages, secrets }: LaneNeeds): LaneChoice {
  if (isolation === "sandbox") return { kind: "sandbox", reason: "runs where all do" };
  if (permissions.length > 0) return { kind: "process", reason: `has ${listed(permissions, "@permission ")}` };
  if (isolation !== "auto") return { kind: isolation, reason: "runs where all do" };
  if (packages.length > 0) return { kind: "process", reason: `imports ${listed(packages)}` };
  if (secrets.length > 0) return { kind: "process", reason: `reads secrets of ${listed(secrets)}` };
  return { kind: "thread", reason: "imports no packages and reads no secrets" };
}

/** Returns the names of a module and of all modules that it imports, itself first. */
export function modulesReached(modules: CurrentBuild["modules"], name: string): readonly string[] {
  const names = new Set([name]);
  for (const each of names) for (const imported of modules[each]?.imports ?? []) names.add(imported);
  return [...names];
}

/** Returns the npm packages that a module imports, itself or through others of the project, sorted. */
export function packagesReached(modules: CurrentBuild["modules"], name: string): readonly string[] {
  const names = modulesReached(modules, name).flatMap((each) => modules[each]?.packages ?? []);
  return [...new Set(names)].sort();
}

/** Returns the names of the secrets that an action may read, sorted. */
export function secretNamesOf(requirements: readonly SecretRequirement[]): readonly string[] {
  const names = requirements.flatMap((each) => ("oneOf" in each ? each.oneOf.map(({ name }) => name) : [each.name]));
  return [...new Set(names)].sort();
}

function listed(names: readonly string[], prefix = ""): string {
  const shown = names.slice(0, 3).map((name) => `\`${prefix}${name}\``);
  return names.length > 3 ? `${shown.join(", ")} and ${names.length - 3} more` : shown.join(", ");
}

/** Hosts that lanes may contact: those that their actions declare, or any. */
export type NetworkReach = "declared" | "open";
