-- purpose: the first layout of the history
-- parameters: none
-- columns: none
-- Times are µs since 1970, durations seconds or ms as their names say. Enumerations are the names
-- that programs see, such as 'repair'. Texts are in the language of their time. A position counts
-- from 0 within what a row belongs to.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  catalog TEXT NOT NULL,
  identity TEXT,
  layout INTEGER NOT NULL,
  started INTEGER NOT NULL,
  seconds REAL NOT NULL,
  message TEXT,
  backup TEXT,
  data_unchanged INTEGER NOT NULL
);
CREATE INDEX runs_catalog ON runs (catalog);
CREATE INDEX runs_identity ON runs (identity);
CREATE TABLE steps (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  title TEXT,
  seconds REAL NOT NULL,
  outcome TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;
CREATE TABLE changes (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  table_name TEXT,
  name TEXT,
  text TEXT,
  count INTEGER NOT NULL,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;
CREATE TABLE states (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  is_after INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  free_bytes INTEGER NOT NULL,
  n_rows INTEGER NOT NULL,
  is_checked INTEGER NOT NULL,
  UNIQUE (run, is_after)
);
CREATE TABLE findings (
  state INTEGER NOT NULL REFERENCES states ON DELETE CASCADE,
  position INTEGER NOT NULL,
  check_name TEXT NOT NULL,
  severity TEXT NOT NULL,
  id TEXT NOT NULL,
  table_name TEXT,
  message TEXT,
  repair TEXT,
  PRIMARY KEY (state, position)
) WITHOUT ROWID;
CREATE TABLE plans (
  id INTEGER PRIMARY KEY,
  state INTEGER NOT NULL REFERENCES states ON DELETE CASCADE,
  position INTEGER NOT NULL,
  query TEXT NOT NULL,
  title TEXT,
  session TEXT,
  n_links INTEGER NOT NULL,
  UNIQUE (state, position)
);
CREATE TABLE plan_nodes (
  plan INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  depth INTEGER NOT NULL,
  detail TEXT,
  words TEXT,
  table_name TEXT,
  index_name TEXT,
  n_rows INTEGER NOT NULL,
  severity TEXT NOT NULL,
  PRIMARY KEY (plan, position)
) WITHOUT ROWID;
CREATE TABLE timings (
  state INTEGER NOT NULL REFERENCES states ON DELETE CASCADE,
  position INTEGER NOT NULL,
  query TEXT NOT NULL,
  title TEXT,
  session TEXT,
  n_links INTEGER NOT NULL,
  is_largest INTEGER NOT NULL,
  n_runs INTEGER NOT NULL,
  n_rows INTEGER NOT NULL,
  median_ms REAL NOT NULL,
  p05_ms REAL NOT NULL,
  p95_ms REAL NOT NULL,
  vm_steps INTEGER NOT NULL,
  scan_steps INTEGER NOT NULL,
  sorts INTEGER NOT NULL,
  automatic_rows INTEGER NOT NULL,
  PRIMARY KEY (state, position)
) WITHOUT ROWID;
CREATE TABLE objects (
  state INTEGER NOT NULL REFERENCES states ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  unused INTEGER NOT NULL,
  PRIMARY KEY (state, position)
) WITHOUT ROWID;
CREATE TABLE contents (
  id INTEGER PRIMARY KEY,
  state INTEGER NOT NULL REFERENCES states ON DELETE CASCADE,
  position INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  n_rows INTEGER NOT NULL,
  checksum BLOB NOT NULL,
  UNIQUE (state, position)
);
CREATE TABLE content_columns (
  content INTEGER NOT NULL REFERENCES contents ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (content, position)
) WITHOUT ROWID;
PRAGMA application_id = 1279682674;
PRAGMA user_version = 1;
