/** First halves of the names of services. */
export const adjectives = [
  "amber",
  "brisk",
  "calm",
  "delta",
  "early",
  "fair",
  "grand",
  "hazel",
  "ivory",
  "jolly",
  "keen",
  "lunar",
  "misty",
  "noble",
  "olive",
  "prime",
  "quiet",
  "rapid",
  "solar",
  "tidal",
] as const;
/** Second halves of the names of services. */
export const nouns = [
  "anchor",
  "bridge",
  "canyon",
  "desk",
  "engine",
  "field",
  "garden",
  "harbor",
  "island",
  "junction",
  "kernel",
  "ledger",
  "market",
  "needle",
  "orbit",
  "pillar",
  "quarry",
  "river",
  "summit",
  "tower",
] as const;

/** Resources of services, in the singular. */
export const resources = [
  "account",
  "alert",
  "asset",
  "board",
  "branch",
  "build",
  "campaign",
  "card",
  "channel",
  "check",
  "cluster",
  "contact",
  "contract",
  "customer",
  "deal",
  "deployment",
  "device",
  "document",
  "domain",
  "event",
  "folder",
  "gateway",
  "group",
  "image",
  "incident",
  "invoice",
  "job",
  "label",
  "license",
  "list",
  "message",
  "metric",
  "node",
  "order",
  "page",
  "payment",
  "pipeline",
  "policy",
  "project",
  "queue",
] as const;

/** A property of a resource: name, type, and text of its comment. */
export interface Property {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** Properties of resources; their types are those of JSON. */
export const properties: readonly Property[] = [
  { name: "title", type: "string", comment: "What people call it." },
  { name: "description", type: "string | null", comment: "What its owner says it is." },
  { name: "html_url", type: "string", comment: "Its page." },
  { name: "avatar_url", type: "string | null", comment: "Its picture, 460 pixels wide." },
  { name: "created_at", type: "string", comment: "When it was created (ISO 8601)." },
  { name: "updated_at", type: "string", comment: "When it was last changed (ISO 8601)." },
  { name: "closed_at", type: "string | null", comment: "When it was closed; null while it is open." },
  { name: "state", type: '"open" | "closed" | "archived"', comment: "How far it is." },
  { name: "visibility", type: '"public" | "private" | "internal"', comment: "Who can see it." },
  { name: "priority", type: "1 | 2 | 3 | 4", comment: "How urgent it is; 1 comes first." },
  { name: "size", type: "number", comment: "How large it is, in kilobytes." },
  { name: "count", type: "number", comment: "How many there are." },
  { name: "score", type: "number | null", comment: "How well it did, from 0 to 100." },
  { name: "enabled", type: "boolean", comment: "Whether it is switched on." },
  { name: "locked", type: "boolean", comment: "Whether only its owner can change it." },
  { name: "tags", type: "string[]", comment: "Words that it is found by." },
  { name: "labels", type: "{ name: string; color: string }[]", comment: "Labels, in the order they were given." },
  { name: "position", type: "[x: number, y: number]", comment: "Where it stands on the board." },
  { name: "counters", type: "Record<string, number>", comment: "Counters by name." },
  { name: "parent", type: "{ id: string; title: string } | null", comment: "What it belongs to." },
  { name: "email", type: "string", comment: "Whom to write to about it." },
  { name: "region", type: '"eu" | "us" | "ap" | (string & {})', comment: "Where it is kept." },
  { name: "version", type: `\`v\${number}\``, comment: "Its version." },
  { name: "settings", type: "{ notify: boolean; retries: number; channel?: string }", comment: "How it behaves." },
  { name: "metadata", type: "Record<string, unknown>", comment: "Whatever else is known." },
  { name: "language", type: "string | null", comment: "The language that most of it is written in." },
  { name: "owner_id", type: "string", comment: "Whom it belongs to." },
  { name: "external_id", type: "number | null", comment: "Its number elsewhere." },
];

/** Returns a name in Pascal case: `pull_request` → `PullRequest`. */
export function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
