import type { Random } from "./random.js";
import type { TreeKind } from "./tree-kind.js";
import { pascal, properties } from "./words.js";

/** Returns the files that the actions of one service share: types, secret and client. */
export function serviceFiles(service: string, random: Random): readonly (readonly [path: string, text: string])[] {
  return [
    [`actions/_shared/${service}/types.ts`, typesText(service, random)],
    [`actions/_shared/${service}/client.ts`, clientText(service)],
  ];
}

/** Returns an interface with comments; one in four of its properties is optional. */
export function interfaceText(heading: string, count: number, random: Random): string {
  const lines = random.sample(properties, count).map(({ name, type, comment }) => {
    const mark = random.below(4) === 0 ? "?" : "";
    return `  /** ${comment} */\n  ${name}${mark}: ${type};\n`;
  });
  return `${heading} {\n  /** Its number, which stays when it is renamed. */\n  id: string;\n${lines.join("")}}\n`;
}

function typesText(service: string, random: Random): string {
  const name = pascal(service);
  return `import type { Audit } from "../audit.js";

/** How a thing of ${name} stands. */
export enum ${name}Status {
  /** Nobody has looked at it. */
  New = "new",
  /** Somebody works on it. */
  Active = "active",
  /** Nothing is left to do. */
  Done = "done",
}

/** What kinds of things ${name} keeps. */
export const ${service}Kinds = ["task", "note", "file"] as const;

/** A kind of thing. */
export type ${name}Kind = (typeof ${service}Kinds)[number];

${interfaceText(`/** Somebody with an account at ${name}. */\nexport interface ${name}User`, 4, random)}
/** A thing of ${name}, as all of them are. */
export interface ${name}Thing extends Audit {
  /** Its number. */
  id: string;
  /** Who made it. */
  author: ${name}User;
  /** How it stands. */
  status: ${name}Status;
  /** What it is. */
  kind: ${name}Kind;
}

/** A remark and the answers to it. */
export interface ${name}Thread {
  /** Who wrote it. */
  author: ${name}User;
  /** What was written. */
  text: string;
  /** Answers, oldest first. */
  replies: ${name}Thread[];
}

/** What happened to a thing. */
export type ${name}Change =
  | { kind: "created"; by: ${name}User }
  | { kind: "moved"; from: string; to: string }
  | { kind: "closed"; at: Date; reason?: string };

/** Every property of a thing, or null. */
export type ${name}Nullable<T> = { [K in keyof T]: T[K] | null };
`;
}

function clientText(service: string): string {
  const key = `${service.toUpperCase()}_API_KEY`;
  return `import { endpoint, secret } from "actionary";

export const ${service} = secret({ name: "${service}", keys: ["${key}"], title: "${pascal(service)}" });
export const ${service}Api = endpoint("${service}", "https://api.${service.replaceAll("_", "-")}.example");

/** Asks the service and gives what it answers. */
export async function request(method: string, path: string, body?: unknown): Promise<unknown> {
  const headers = { authorization: \`Bearer \${${service}.get("${key}")}\`, "content-type": "application/json" };
  const reply = await fetch(${service}Api.url(path), {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(\`The service answered \${reply.status}.\`);
  return reply.json();
}
`;
}

/** Text of the types that those of every service extend. */
export const auditText = `/** Who changed it, and when. */
export interface Audit {
  /** When it was made (ISO 8601). */
  created: string;
  /** When it was last changed (ISO 8601). */
  changed: string;
}
`;

/** Returns the text of the shared file, which a tenth of the files with actions import. */
export function commonTextOf(kind: TreeKind): string {
  // A union of objects without a property in common, which is what gives a warning.
  const issuer =
    kind === "warning" ? "  /** Who has issued it. */\n  issuer?: { bank: string } | { country: string };\n" : "";
  return `/** A page of a list. */
export interface Page<T> {
  /** What is on it. */
  items: T[];
  /** Where the next page starts; null on the last one. */
  next: string | null;
}

/** In which order a list is. */
export type Order = "newest" | "oldest" | "title";

/** An amount of money. */
export interface Money {
  /** How much, in the smallest unit of the currency. */
  amount: number;
  /** Its currency (ISO 4217). @pattern ^[A-Z]{3}$ */
  currency: string;
${issuer}}
`;
}
