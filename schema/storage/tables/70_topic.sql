CREATE TABLE topic (
  id TEXT PRIMARY KEY REFERENCES document (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO topic
SELECT
  id,
  CAST(body AS TEXT) ->> '$.kind',
  CAST(body AS TEXT) ->> '$.name',
  published_at,
  updated_at
FROM document
WHERE type = 'topic'
ORDER BY id;

CREATE INDEX topic_by_name ON topic (name, id);

INSERT INTO relation
SELECT id, 'broader', 0, CAST(body AS TEXT) ->> '$.broader_id'
FROM document
WHERE type = 'topic' AND CAST(body AS TEXT) ->> '$.broader_id' IS NOT NULL
ORDER BY id;

INSERT INTO search (id, type, lang, title, synonyms, headings, body)
SELECT
  id,
  'topic',
  (SELECT default_lang FROM release),
  CAST(body AS TEXT) ->> '$.name',
  coalesce((
    SELECT group_concat(value, char(10))
    FROM json_each(CAST(document.body AS TEXT), '$.synonyms')
  ), ''),
  '',
  coalesce(CAST(body AS TEXT) ->> '$.description', '')
FROM document
WHERE type = 'topic'
ORDER BY id;
