import { aliasesOf } from "../../codegen/read/comments/tag-aliases.js";
import type { Content } from "../../codegen/read/comments/tag-contents.js";
import { homeNames, type TagRow } from "../../codegen/read/comments/tag-row.js";
import { tagTable } from "../../codegen/read/comments/tag-table.js";
import { tagMeanings } from "./tag-meanings.js";

const introduction = `# Tags

Every tag that Actionary reads in a comment, by its name. \`npm run docs\` writes this page from the table of tags
(\`codegen/read/comments/tag-table.ts\`), and a test compares the two.

Each tag stands on a line of its own. Several may share a line where the content of all but the last is a number, a name or JSON,
or where tags without content follow a text. In the text of a \`@param\` a tag stands in braces, and braces within it are written
\`\\{ \\}\`. Other names of a tag, and misspelt ones, are reported; \`actionary codegen --fix\` mends them.
`;

/** Prints docs/tags.md from the table of tags. */
export function printTagDocs(): string {
  const rows = Object.entries(tagTable).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return `${introduction}\n${rows.map(([name, row]) => printRow(name, row)).join("\n")}`;
}

function printRow(name: string, row: TagRow): string {
  const facts = [
    `Stands on ${row.on.map((home) => homeNames[home]).join(", or ")}.`,
    ...contentLines(name, row),
    ...landingLines(row),
    ...(row.repeatable ? ["May be repeated."] : []),
    ...(row.action?.inherited ? ["On the file it holds for each of its functions that has none."] : []),
    ...otherNames(name),
  ];
  return `## \`@${name}\`\n\n${tagMeanings[name] ?? ""}\n\n${facts.map((fact) => `- ${fact}\n`).join("")}`;
}

function contentLines(name: string, { form, action, platform, schema }: TagRow): readonly string[] {
  if (form === "modifier") return ["Takes no content."];
  if (form === "prose") return ["Takes prose."];
  const formOf = (content: Content, isInline: boolean): string => content.form({ name, content: "", isInline });
  const ofFunction = action?.content ?? platform?.content;
  const takes = (text: string): string => (text === "nothing" ? "takes no content, or prose" : `takes ${text}`);
  const forms = [
    ...(ofFunction ? [takes(formOf(ofFunction, false))] : []),
    ...(schema ? [takes(formOf(schema.content, action === undefined))] : []),
  ];
  const [first = "takes names", second] = forms;
  if (second === undefined || second === first) return [`${first[0]?.toUpperCase()}${first.slice(1)}.`];
  return [`On a function it ${first}; on a value it ${second}.`];
}

function landingLines({ action, platform, schema }: TagRow): readonly string[] {
  return [
    ...(action ? [`Becomes \`${action.field}\` of the action in the manifest.`] : []),
    ...(platform ? [`Becomes \`${platform.field}\` of the platform in the manifest.`] : []),
    ...(schema ? [`Becomes \`${schema.keyword}\` in the schema${fitOf(schema.fits)}.`] : []),
  ];
}

function fitOf(fits: NonNullable<TagRow["schema"]>["fits"]): string {
  if (fits === undefined || typeof fits === "function") return "";
  const values = { string: "texts", number: "numbers", array: "arrays" } as const;
  if (fits === "properties") return " of objects with properties of their own";
  return ` of ${fits === "numbers alone" ? fits : values[fits]}`;
}

function otherNames(name: string): readonly string[] {
  const names = aliasesOf(name);
  return names.length === 0 ? [] : [`Instead of ${names.map((alias) => `\`@${alias}\``).join(", ")} of other tools.`];
}
