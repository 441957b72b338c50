CREATE TABLE practitioner (
  id TEXT PRIMARY KEY REFERENCES document (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  city TEXT NOT NULL,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO practitioner
SELECT
  id,
  CAST(body AS TEXT) ->> '$.kind',
  CAST(body AS TEXT) ->> '$.name',
  CAST(body AS TEXT) ->> '$.location.city',
  published_at,
  updated_at
FROM document
WHERE type = 'practitioner'
ORDER BY id;

CREATE INDEX practitioner_by_name ON practitioner (name, id);

INSERT INTO relation
SELECT document.id, 'topics', link.key, link.value
FROM document, json_each(CAST(document.body AS TEXT), '$.topic_ids') AS link
WHERE document.type = 'practitioner'
ORDER BY 1, 2, 3;

INSERT INTO search (id, type, lang, title, synonyms, headings, body)
SELECT
  id,
  'practitioner',
  (SELECT default_lang FROM release),
  CAST(body AS TEXT) ->> '$.name',
  '',
  '',
  coalesce(CAST(body AS TEXT) ->> '$.summary', '')
FROM document
WHERE type = 'practitioner'
ORDER BY id;
