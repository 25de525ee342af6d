import { userInfo } from "node:os";
import { defaultAuditRows, defaultShownAuditRows, maxAuditTextChars } from "../../contract/limits.js";
import type { Row, StoreDatabase } from "./database.js";
import type { AuditOptions, AuditRow, StoreOptions } from "./store-types.js";

/** A row to be written. */
export type AuditEntry = Omit<AuditRow, "at" | "actor">;

/** Writes and reads the audit table of a store, and keeps it short. */
export class Audit {
  readonly #actor: string;
  readonly #rows: number;

  constructor({ actor = currentUser(), auditRows = defaultAuditRows }: StoreOptions) {
    this.#actor = cut(actor);
    this.#rows = auditRows;
  }

  /** Adds rows within the transaction that is open; the oldest go. */
  add(database: StoreDatabase, entries: readonly AuditEntry[]): void {
    const at = Date.now();
    for (const { operation, outcome, name, connection, keys, action, tenant } of entries) {
      database.run(
        "INSERT INTO audit (at, actor, operation, outcome, name, connection, keys, action, tenant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ...[at, this.#actor, operation, outcome, name ?? null, connection ?? null, keys.join(" ")],
        ...[action ?? null, tenant === undefined ? null : cut(tenant)],
      );
    }
    database.run("DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?", this.#rows);
  }

  /** Returns the latest rows. */
  read(database: StoreDatabase, { limit = defaultShownAuditRows, name }: AuditOptions): readonly AuditRow[] {
    const rows =
      name === undefined
        ? database.all("SELECT * FROM audit ORDER BY id DESC LIMIT ?", limit)
        : database.all("SELECT * FROM audit WHERE name = ? ORDER BY id DESC LIMIT ?", name, limit);
    return rows.map(toAuditRow);
  }
}

function toAuditRow({ at, actor, operation, outcome, name, connection, keys, action, tenant }: Row): AuditRow {
  const texts = Object.entries({ name, connection, action, tenant }).filter(([, text]) => typeof text === "string");
  return {
    at: Number(at),
    actor: String(actor),
    operation: operation as AuditRow["operation"],
    outcome: outcome as AuditRow["outcome"],
    ...Object.fromEntries(texts),
    keys: String(keys)
      .split(" ")
      .filter((key) => key !== ""),
  };
}

function cut(text: string): string {
  return text.length > maxAuditTextChars ? `${text.slice(0, maxAuditTextChars)}…` : text;
}

function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.geteuid?.() ?? "unknown"}`; // In a container it may have no name.
  }
}
