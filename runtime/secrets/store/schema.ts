/** Version of the tables; a later one may not be read by this code. */
export const schemaVersion = 1;

/** Tells a store from other databases: the letters ACTS. */
export const applicationId = 0x41435453;

/** Makes the tables of a store. Names, keys, connections and times are readable; values are not. */
export const schema = `
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
  CREATE TABLE facts (fact TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE secrets (
    name TEXT NOT NULL, connection TEXT NOT NULL, key TEXT NOT NULL, jwe TEXT NOT NULL, changed_at INTEGER NOT NULL,
    PRIMARY KEY (name, connection, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, actor TEXT NOT NULL, operation TEXT NOT NULL,
    outcome TEXT NOT NULL, name TEXT, connection TEXT, keys TEXT NOT NULL, action TEXT, tenant TEXT
  ) STRICT;
  CREATE INDEX audit_names ON audit (name, id);
`;
