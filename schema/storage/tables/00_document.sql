-- Every published document, ready to send. An ordinary rowid table with
-- unique indexes reads three times faster than WITHOUT ROWID at this row size.
-- Rows are inserted in the order of their ids, without gaps, so that the rows of
-- a type stand together: the place of a document is its rowid less the first one.
CREATE TABLE document (
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  seq INTEGER NOT NULL,
  rev TEXT NOT NULL,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  -- The first day on which what it says may not hold any more, if there is one.
  stale_on TEXT,
  body BLOB NOT NULL,
  -- What its page and its licence are, as a header field Link has it.
  links TEXT NOT NULL,
  -- The language that it is written in, where it says so.
  lang TEXT
) STRICT;

CREATE UNIQUE INDEX document_id ON document (id);
CREATE UNIQUE INDEX document_slug ON document (type, slug);
CREATE INDEX document_stale_on ON document (type, stale_on) WHERE stale_on IS NOT NULL;

-- Named, ordered links between documents. Reading it backwards gives every
-- reverse relation, so none is stored twice.
CREATE TABLE relation (
  source_id TEXT NOT NULL REFERENCES document (id),
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  target_id TEXT NOT NULL REFERENCES document (id),
  PRIMARY KEY (source_id, name, position)
) STRICT, WITHOUT ROWID;

-- Full-text search over everything. The API finds with a faster index; this
-- one is for copies that are read without a server.
CREATE VIRTUAL TABLE search USING fts5 (
  id UNINDEXED,
  type UNINDEXED,
  lang UNINDEXED,
  title,
  synonyms,
  headings,
  body,
  tokenize = 'unicode61 remove_diacritics 2'
);
