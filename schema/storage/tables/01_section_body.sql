-- A section's document ends with its blocks. The other forms of the body are
-- kept apart, as JSON strings, and put in the place of the blocks when asked for.
CREATE TABLE section_head (
  section_id TEXT PRIMARY KEY REFERENCES document (id),
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE section_body (
  section_id TEXT NOT NULL REFERENCES document (id),
  format TEXT NOT NULL CHECK (format IN ('html', 'markdown', 'text')),
  body TEXT NOT NULL,
  UNIQUE (section_id, format)
) STRICT;
