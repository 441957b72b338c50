-- Former slugs, each with the document that it redirects to.
CREATE TABLE slug_alias (
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  id TEXT NOT NULL REFERENCES document (id),
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;

-- What was published and is no more.
CREATE TABLE tombstone (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  reason TEXT NOT NULL,
  replacement_id TEXT,
  withdrawn_at TEXT NOT NULL,
  -- Of the change that took it away.
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX tombstone_withdrawn_at ON tombstone (type, withdrawn_at, id);
CREATE INDEX tombstone_slug ON tombstone (type, slug, withdrawn_at);
CREATE INDEX tombstone_seq ON tombstone (type, seq);

-- The ledger, for sync. The mark is the beginning of the SHA-256 of all lines up to
-- this one: a ledger with the same mark at the same place has the same history.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  mark TEXT NOT NULL,
  at TEXT NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('upsert', 'delete')),
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  slug TEXT NOT NULL,
  rev TEXT,
  reason TEXT,
  replacement_id TEXT,
  change_class TEXT NOT NULL CHECK (change_class IN ('editorial', 'clinical', 'safety'))
) STRICT;

CREATE INDEX change_id ON change (id, seq);

-- What the file says of itself: one row.
CREATE TABLE release (
  lineage TEXT NOT NULL,
  seq INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  digest TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  default_lang TEXT NOT NULL,
  counts TEXT NOT NULL,
  site_name TEXT NOT NULL,
  site_url TEXT NOT NULL,
  -- Where other sites reach the API.
  api_url TEXT NOT NULL,
  -- Whether partners may have the file: then what they may not show is without its body.
  audience TEXT NOT NULL CHECK (audience IN ('everyone', 'partners'))
) STRICT;
