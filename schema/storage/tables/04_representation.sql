-- Documents in other forms than JSON, ready to send. `made_from` are the ids of all
-- documents whose content is in it, with spaces between them; `stale_on` is the first
-- day on which what one of them says may not hold any more.
CREATE TABLE representation (
  document_id TEXT NOT NULL REFERENCES document (id),
  form TEXT NOT NULL,
  made_from TEXT NOT NULL,
  stale_on TEXT,
  body BLOB NOT NULL,
  UNIQUE (document_id, form)
) STRICT;

-- What the citation processor said, by the hash of all that it follows from, so that
-- the next build need not ask it again. Nobody else reads it.
CREATE TABLE formatted (
  key TEXT PRIMARY KEY,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
