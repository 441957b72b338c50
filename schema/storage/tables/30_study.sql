CREATE TABLE study (
  id TEXT PRIMARY KEY REFERENCES document (id),
  title TEXT NOT NULL,
  design TEXT NOT NULL,
  year INTEGER,
  sample_size INTEGER,
  country TEXT,
  verification TEXT NOT NULL,
  source_status TEXT NOT NULL,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO study
SELECT
  id,
  CAST(body AS TEXT) ->> '$.title',
  CAST(body AS TEXT) ->> '$.design',
  coalesce(CAST(body AS TEXT) ->> '$.year', CAST(body AS TEXT) ->> '$.year_to'),
  CAST(body AS TEXT) ->> '$.sample_size',
  CAST(body AS TEXT) ->> '$.country',
  CAST(body AS TEXT) ->> '$.verification.status',
  CAST(body AS TEXT) ->> '$.source_status',
  published_at,
  updated_at
FROM document
WHERE type = 'study'
ORDER BY id;

CREATE INDEX study_by_title ON study (title, id);

INSERT INTO relation
SELECT document.id, name.value, link.key, link.value
FROM document,
  json_each('{"reference_ids": "references", "topic_ids": "topics"}') AS name,
  json_each(CAST(document.body AS TEXT), '$.' || name.key) AS link
WHERE document.type = 'study'
ORDER BY 1, 2, 3;

INSERT INTO search (id, type, lang, title, synonyms, headings, body)
SELECT
  id,
  'study',
  (SELECT default_lang FROM release),
  CAST(body AS TEXT) ->> '$.title',
  '',
  '',
  coalesce((
    SELECT group_concat(part.atom, char(10))
    FROM json_tree(CAST(document.body AS TEXT)) AS part
    WHERE part.type = 'text' AND (
      part.key IN ('text', 'condition', 'comparison', 'outcome', 'country')
      OR part.path = '$.limitations'
    )
  ), '')
FROM document
WHERE type = 'study'
ORDER BY id;
