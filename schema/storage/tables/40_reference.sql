CREATE TABLE reference (
  id TEXT PRIMARY KEY REFERENCES document (id),
  citation_key TEXT NOT NULL,
  status TEXT NOT NULL,
  completeness TEXT NOT NULL,
  csl_type TEXT NOT NULL,
  year INTEGER,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO reference
SELECT
  id,
  CAST(body AS TEXT) ->> '$.citation_key',
  CAST(body AS TEXT) ->> '$.status',
  CAST(body AS TEXT) ->> '$.completeness',
  CAST(body AS TEXT) ->> '$.csl.type',
  CAST(body AS TEXT) ->> '$.csl.issued.date-parts[0][0]',
  published_at,
  updated_at
FROM document
WHERE type = 'reference'
ORDER BY id;

CREATE INDEX reference_by_citation_key ON reference (citation_key, id);

INSERT INTO search (id, type, lang, title, synonyms, headings, body)
SELECT
  id,
  'reference',
  coalesce(CAST(body AS TEXT) ->> '$.csl.language', (SELECT default_lang FROM release)),
  coalesce(CAST(body AS TEXT) ->> '$.csl.title', CAST(body AS TEXT) ->> '$.label'),
  '',
  '',
  coalesce((
    SELECT group_concat(part.atom, ' ')
    FROM json_tree(CAST(document.body AS TEXT), '$.csl') AS part
    WHERE part.key IN ('family', 'given', 'literal', 'container-title', 'publisher', 'DOI')
  ), '')
FROM document
WHERE type = 'reference'
ORDER BY id;
