/** A row of a table of the type policy, or a statement of a list; `forms` are what it lists, each to be shown. */
export interface Row {
  readonly name: string;
  readonly section: string;
  readonly forms: readonly string[];
}

/** Reads the rows of the three tables, and the statements under "Results" and in the list under "Documentation and tags". */
export function readPolicy(page: string): readonly Row[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((text) => {
      const [section = "", ...lines] = text.split("\n");
      const cells = lines.flatMap((line) => firstCell(line) ?? []).slice(1);
      const prose = section === "Results" ? lines.join(" ") : bulletsOf(lines.join("\n")).join(" ");
      const statements = outsideCode(prose, /;|\.(?=\s|$)/).filter((name) => name !== "");
      return [
        ...cells.map((name) => ({ name, section, forms: formsOf(name, /[,;()]|: /) })),
        ...statements.map((name) => ({ name, section, forms: formsOf(name, /[,;()]/) })),
      ];
    });
}

/** Returns the first cell of a table's line; undefined for any other line, and for the one below the head. */
function firstCell(line: string): string | undefined {
  const [, cell] = /^\|\s((?:[^|\\]|\\.)*)\|/.exec(line) ?? [];
  return cell === undefined || /^-+$/.test(cell.trim()) ? undefined : cell.trim();
}

function bulletsOf(text: string): readonly string[] {
  return text
    .split(/^- /m)
    .slice(1)
    .map((bullet) => (bullet.split(/\n\n|\n(?! )/, 1)[0] ?? "").replace(/\s+/g, " ").trim());
}

/** Returns the forms that a row lists: its parts, and each of several tags in one code span. */
function formsOf(row: string, separator: RegExp): readonly string[] {
  return outsideCode(row, separator)
    .map((part) => part.replace(/^(?:and|or) /, ""))
    .flatMap((part) =>
      /^`(?:@\w+ )+@\w+`$/.test(part)
        ? part
            .slice(1, -1)
            .split(" ")
            .map((tag) => `\`${tag}\``)
        : [part],
    )
    .filter((part) => part !== "" && part !== "…");
}

/** Splits a text at a pattern, but not within code spans. */
function outsideCode(text: string, pattern: RegExp): readonly string[] {
  const spans: string[] = [];
  const masked = text.replace(/`[^`]*`/g, (span) => `\uE000${spans.push(span) - 1}\uE000`);
  return masked
    .split(pattern)
    .map((part) => part.replace(/\uE000(\d+)\uE000/g, (_, index) => spans[Number(index)] ?? "").trim());
}
