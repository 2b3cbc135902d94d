-- title: First layout of the history of changes
-- purpose: what was changed in catalogs, with all that is needed to take it back
-- parameters: none
-- columns: none
-- made_at is µs since 1970. Titles are in the language of their time. A position counts from 0
-- within what a row belongs to. Keys and values are in the form of LfValues; paths are bytes.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  is_pending INTEGER NOT NULL,
  catalog BLOB NOT NULL,
  identity TEXT,
  made_at INTEGER NOT NULL,
  undoes INTEGER,
  bytes INTEGER NOT NULL
);
CREATE INDEX changes_catalog ON changes (catalog);
CREATE INDEX changes_identity ON changes (identity);
CREATE INDEX changes_undoes ON changes (undoes);
CREATE TABLE sessions (
  change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT,
  folder BLOB,
  PRIMARY KEY (change, position)
) WITHOUT ROWID;
CREATE TABLE tables (
  change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (change, position)
) WITHOUT ROWID;
CREATE TABLE columns (
  change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
  table_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (change, table_position, position)
) WITHOUT ROWID;
CREATE TABLE rows (
  change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
  table_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  key BLOB NOT NULL,
  before BLOB,
  after BLOB,
  PRIMARY KEY (change, table_position, position)
) WITHOUT ROWID;
CREATE TABLE links (
  change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
  position INTEGER NOT NULL,
  act INTEGER NOT NULL,
  folder BLOB NOT NULL,
  path BLOB NOT NULL,
  target BLOB NOT NULL,
  PRIMARY KEY (change, position)
) WITHOUT ROWID;
PRAGMA application_id = 0x4c466368;
PRAGMA user_version = 1;
