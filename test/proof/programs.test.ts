import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { codegen } from "../../codegen/codegen.js";
import type { Manifest, SecretRequirement, SecretUse } from "../../runtime/contract/manifest.js";
import { makeProject, readFiles, root as repository } from "../project/make-project.js";

// Small programs with the secrets, hosts and failures that each of their actions reaches. They were written from the description
// of what codegen has to prove, without a look at how it does so: an expectation changes only where the description does.

const programs = join(repository, "test/proof/programs");

/** Where a problem is expected. `text` is what stands there, for whoever reads the expectation. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

interface ExpectedProblem extends Place {
  readonly code: string;
  /** Other places where this problem is as right, alone or beside the first. */
  readonly also?: readonly Place[];
}

/** What a program's `expected.json` says; `actions` is absent where errors are expected. */
interface Expected {
  readonly title: string;
  readonly actions?: Readonly<Record<string, ExpectedAction>>;
  readonly problems: readonly ExpectedProblem[];
}

/** Lists have no order here. */
interface ExpectedAction {
  readonly secrets: readonly SecretRequirement[];
  readonly hosts?: readonly string[];
  readonly failures?: readonly string[];
}

const strict = { compilerOptions: { module: "nodenext", lib: ["es2023"], types: ["node"], strict: true } };

const names = readdirSync(programs, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe("every program", { timeout: 60_000 }, () => {
  it.each(names.map(({ name }) => [name, expectedOf(name)] as const))("%s", async (name, expected) => {
    const cwd = makeProject({ ...sourcesOf(name), "tsconfig.json": JSON.stringify(strict) });
    const { diagnostics } = await codegen({ cwd, cache: false });
    const found = diagnostics.filter(({ code }) => code.startsWith("ACT4"));
    const others = diagnostics.filter(({ code, severity }) => !code.startsWith("ACT4") && severity !== "info");
    expect(others.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    expect(found.filter((each) => !expected.problems.some((problem) => isAt(problem, each))).map(shown)).toEqual([]);
    expect(expected.problems.filter((problem) => !found.some((each) => isAt(problem, each))).map(shown)).toEqual([]);
    if (expected.actions) expect(reachedIn(cwd, expected.actions)).toEqual(sorted(expected.actions));
  });
});

function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(programs, name, "expected.json"), "utf8")) as Expected;
}

function sourcesOf(name: string): Readonly<Record<string, string>> {
  const files = readFiles(pathToFileURL(`${join(programs, name)}/`));
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith("actions/")));
}

function isAt({ code, also = [], ...first }: ExpectedProblem, found: Found): boolean {
  return found.code === code && [first, ...also].some(({ file, line }) => found.file === file && found.line === line);
}

interface Found {
  readonly code: string;
  readonly file: string;
  readonly line: number;
}

function shown({ code, file, line }: Found): string {
  return `${code} ${file}:${line}`;
}

/** Reads from the manifest what the expectation states of each of its actions; others have to be absent. */
function reachedIn(cwd: string, expected: Readonly<Record<string, ExpectedAction>>): object {
  const { actions } = JSON.parse(readFileSync(join(cwd, "generated/manifest.json"), "utf8")) as Manifest;
  const reached = Object.entries(actions).map(([key, { secrets, hosts, failures }]) => {
    const { hosts: withHosts, failures: withFailures } = expected[key] ?? {};
    return [key, { secrets, ...(withHosts && { hosts }), ...(withFailures && { failures }) }];
  });
  return sorted(Object.fromEntries(reached) as Readonly<Record<string, ExpectedAction>>);
}

function sorted(actions: Readonly<Record<string, ExpectedAction>>): object {
  const each = Object.entries(actions).map(([key, { secrets, hosts, failures }]) => [
    key,
    {
      secrets: secrets.map(sortedRequirement).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
      ...(hosts && { hosts: [...hosts].sort() }),
      ...(failures && { failures: [...failures].sort() }),
    },
  ]);
  return Object.fromEntries(each) as object;
}

/** The members of a `oneOf` keep their order: the action gets the first that is configured. */
function sortedRequirement(requirement: SecretRequirement): SecretRequirement {
  return "oneOf" in requirement ? { oneOf: requirement.oneOf.map(sortedUse) } : sortedUse(requirement);
}

function sortedUse({ name, keys, optionalKeys, optional }: SecretUse): SecretUse {
  return { name, keys: [...keys].sort(), optionalKeys: [...optionalKeys].sort(), optional };
}

function nameOf(requirement: SecretRequirement): string {
  return "oneOf" in requirement ? requirement.oneOf.map(({ name }) => name).join() : requirement.name;
}
