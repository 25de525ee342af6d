import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ActionEntry } from "../../runtime/contract/manifest.js";
import { type Case, compatFolder } from "./cases.js";
import { type Kind, kinds, type Outcome } from "./run-cases.js";
import { collectWorks, printCell, type Works } from "./table.js";

const page = join(compatFolder, "../../docs/packages.md");
const heading = "## The table\n";

/** Names of kinds that are more than a word with a capital. */
const acronyms: Readonly<Record<string, string>> = { ai: "AI", http: "HTTP" };

/** Writes the table of docs/packages.md; the text above it stays. */
export function writePage(
  outcomes: readonly Outcome[],
  entries: ReadonlyMap<Case, ActionEntry>,
  versions: readonly string[],
): void {
  const text = readFileSync(page, "utf8");
  const above = text.slice(0, text.indexOf(heading) + heading.length);
  const works = collectWorks(outcomes);
  const kindsOfPackages = [...new Set([...entries.keys()].map(({ kind }) => kind))];
  const sections = kindsOfPackages.map((kindOfPackage) => {
    const rows = [...entries].flatMap(([each, entry]) => {
      const own = works.get(each.name);
      return each.kind === kindOfPackage && own ? [printRow(each.name, entry, own, versions)] : [];
    });
    const name = acronyms[kindOfPackage] ?? `${kindOfPackage.charAt(0).toUpperCase()}${kindOfPackage.slice(1)}`;
    return `### ${name}\n\n| package | use | plain | thread | process | notes |\n| --- | --- | --- | --- | --- | --- |\n${rows.join("")}`;
  });
  writeFileSync(page, `${above}\n${sections.join("\n")}`);
}

function printRow(
  name: string,
  { description, meta, permissions }: ActionEntry,
  works: Works,
  versions: readonly string[],
): string {
  const [use, ...remarks] = description.split(/\n+/);
  const cells = kinds.map((kind) => printCell(works[kind], versions));
  const tags = permissions.map((each) => `\`@permission ${each.startsWith("fs:") ? "fs:PATH" : each}\``);
  const memory = meta.memoryMb === undefined ? [] : [`Needs \`memoryMb: ${meta.memoryMb}\`.`];
  const notes = [...tags.map((tag) => `Needs ${tag}.`), ...memory, ...remarks].join(" ");
  return `| \`${name}\` | ${use} | ${cells.join(" | ")} | ${notes} |\n`;
}

/** Reads from docs/packages.md in which versions of Node each package works, as last recorded. */
export function readRecorded(versions: readonly string[]): ReadonlyMap<string, Works> {
  if (!existsSync(page)) return new Map();
  const rows = readFileSync(page, "utf8").matchAll(/^\| `([^`]+)` \| [^|]* \| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gm);
  const readCell = (cell = "no"): readonly string[] =>
    cell === "yes" ? versions : versions.filter((version) => cell.split(", ").includes(version));
  return new Map(
    [...rows].map(([, name = "", plain, thread, process]) => [
      name,
      { plain: readCell(plain), thread: readCell(thread), process: readCell(process) },
    ]),
  );
}

/** Returns the outcomes that failed where the page says that they work. */
export function findRegressions(outcomes: readonly Outcome[], versions: readonly string[]): readonly Outcome[] {
  const recorded = readRecorded(versions);
  const worked = (name: string, kind: Kind, node: string): boolean =>
    recorded.get(name)?.[kind].includes(node) === true;
  return outcomes.filter((each) => each.error !== undefined && worked(each.case.name, each.kind, each.node));
}
