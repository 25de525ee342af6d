import type { TreeKind } from "./tree-kind.js";
import { pascal } from "./words.js";

/** Subject of the functions in a file. */
export interface Topic {
  readonly service: string;
  readonly resource: string;
}

/** Returns the text of one action; the interface with the name of the resource is in the same file. */
type Form = (topic: Topic, kind: TreeKind) => string;

const countResult =
  "{ found: number; limits: { soft: number; hard: number }; since: Date; until: Date | null; callback: string; isOver: boolean }";

/** Forms of actions, each in the manner of a vendor's reference; a file has each at most once. */
export const forms: readonly Form[] = [
  ({ resource }) => `/**
 * Get one ${word(resource)} by its number.
 *
 * @title Get a ${word(resource)}
 * @docUrl https://docs.example.com/${resource}/get
 * @param owner - Whom it belongs to. {@minLength 1} {@maxLength 100}
 * @param id - Its number.
 * @returns The ${word(resource)}.
 * @readonly
 * @throws auth when the key is not known.
 */
export async function get${pascal(resource)}(owner: string, id: string): Promise<${pascal(resource)}> {
  return (await request("GET", \`/\${owner}/${resource}/\${id}\`)) as ${pascal(resource)};
}
`,
  ({ resource }) => `/**
 * List what there is, a page at a time.
 *
 * @title List ${word(resource)} entries
 * @param limit - How many a page has at most. {@minimum 1} {@maximum 100}
 * @param cursor - Where the last page ended.
 * @param sort - In which order.
 * @returns A page.
 * @readonly
 */
export async function list${pascal(resource)}Entries(
  limit: Integer = 30,
  cursor?: string,
  sort: "newest" | "oldest" | "title" = "newest",
): Promise<{ items: Pick<${pascal(resource)}, "id">[]; next: string | null }> {
  const items = (await request("GET", \`/${resource}?limit=\${limit}&cursor=\${cursor ?? ""}&sort=\${sort}\`)) as ${pascal(resource)}[];
  return { items, next: items.at(-1)?.id ?? null };
}
`,
  ({ service, resource }) => `/** What a new ${word(resource)} is made of. */
export interface New${pascal(resource)} {
  /**
   * What people call it.
   *
   * @minLength 1
   * @maxLength 200
   */
  title: string;
  /** More of it, in Markdown. */
  body?: TextArea;
  /** How urgent it is. */
  priority?: "low" | "normal" | "high";
  /** Who is told. */
  watchers?: Email[];
  /** What it is. */
  kind: ${pascal(service)}Kind;
}

/**
 * Create a ${word(resource)}.
 *
 * @title Create a ${word(resource)}
 * @returns The new one's number.
 * @timeout 20s
 */
export async function create${pascal(resource)}({ title, body = "", priority = "normal", watchers = [], kind }: New${pascal(resource)}): Promise<{ id: string }> {
  return (await request("POST", "/${resource}", { title, body, priority, watchers, kind })) as { id: string };
}
`,
  ({ resource }) => `/**
 * Change some properties of a ${word(resource)}.
 *
 * @param id - Its number.
 * @param changes - What is to be changed; the rest stays.
 * @returns The ${word(resource)} after the change.
 * @idempotent
 */
export async function update${pascal(resource)}(id: string, changes: Partial<Omit<${pascal(resource)}, "id">>): Promise<${pascal(resource)}> {
  return (await request("PATCH", \`/${resource}/\${id}\`, changes)) as ${pascal(resource)};
}
`,
  ({ service, resource }) => `/**
 * Search by words, by a range of numbers, or by a person.
 *
 * @param filter - What is looked for.
 * @param status - How it stands.
 * @param fields - Which properties are wanted.
 * @returns What was found.
 * @readonly
 */
export async function search${pascal(resource)}(
  filter: { kind: "words"; words: string[] } | { kind: "range"; from: number; to: number } | { kind: "user"; user: ${pascal(service)}User },
  status: ${pascal(service)}Status = ${pascal(service)}Status.Active,
  ...fields: ("id" | "title" | "status")[]
): Promise<${pascal(service)}Thing[]> {
  return (await request("POST", "/${resource}/search", { filter, status, fields })) as ${pascal(service)}Thing[];
}
`,
  ({ resource }, kind) => `/**
 * Count what was made between two moments.
 *
 * @param since - From when.
 * @param until - Until when.
 * @param callback - Whom to tell.
 */
export async function count${pascal(resource)}(since: Date, until?: Date, callback?: URL)${kind === "inferred" ? "" : `: Promise<${countResult}>`} {
  const found = (await request("GET", \`/${resource}/count?since=\${since.toISOString()}\`)) as number;
  const limits = { soft: 1_000, hard: 10_000 };
  return { found, limits, since, until: until ?? null, callback: callback?.host ?? "", isOver: found > limits.soft };
}
`,
  ({ service, resource }) => `/**
 * Read the remarks to a ${word(resource)} and what happened to it.
 *
 * @param id - Its number.
 * @returns Remarks, and changes in their order.
 * @readonly
 */
export async function read${pascal(resource)}History(
  id: string,
): Promise<{ thread: ${pascal(service)}Thread; changes: ${pascal(service)}Change[] }> {
  return (await request("GET", \`/${resource}/\${id}/history\`)) as { thread: ${pascal(service)}Thread; changes: ${pascal(service)}Change[] };
}
`,
  ({ resource }) => `/**
 * Attach a file to a ${word(resource)}.
 *
 * @param id - Its number.
 * @param content - The file's bytes.
 * @param size - How long it is said to be.
 * @param headers - What is sent along.
 */
export async function attachTo${pascal(resource)}(
  id: string,
  content: Uint8Array,
  size: bigint,
  headers: Record<string, string> = {},
): Promise<void> {
  await request("PUT", \`/${resource}/\${id}/files\`, { length: content.length, size: String(size), headers });
}
`,
  ({ service, resource }) => `/**
 * Move a ${word(resource)} on the board.
 *
 * @param id - Its number.
 * @param position - Where to.
 * @param user - Who moves it.
 * @destructive
 */
export const move${pascal(resource)} = async (
  id: string,
  position: [column: number, row?: number],
  user: ${pascal(service)}Nullable<Pick<${pascal(service)}User, "id">>,
): Promise<boolean> => {
  return (await request("POST", \`/${resource}/\${id}/move\`, { position, user })) === true;
};
`,
  ({ resource }) => `/**
 * Delete a ${word(resource)}.
 *
 * @param id - Its number.
 * @param force - Also when others depend on it.
 * @destructive
 * @approval
 */
export async function delete${pascal(resource)}(id: string, force = false): Promise<void> {
  await request("DELETE", \`/${resource}/\${id}?force=\${force}\`);
}
`,
];

/** A form with types of the shared file, which a tenth of the files with actions import. */
export const sharedForm: Form = ({ resource }) => `/**
 * List what was paid for a ${word(resource)}.
 *
 * @param order - In which order.
 * @param least - Only what is at least as much.
 * @returns A page of amounts.
 * @readonly
 */
export async function list${pascal(resource)}Costs(order: Order = "newest", least?: Money): Promise<Page<Money>> {
  return (await request("POST", "/${resource}/costs", { order, least })) as Page<Money>;
}
`;

function word(resource: string): string {
  return resource.replaceAll("_", " ");
}
