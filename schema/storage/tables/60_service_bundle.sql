CREATE TABLE service_bundle (
  id TEXT PRIMARY KEY REFERENCES document (id),
  title TEXT NOT NULL,
  position INTEGER NOT NULL,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO service_bundle
SELECT
  id,
  CAST(body AS TEXT) ->> '$.title',
  CAST(body AS TEXT) ->> '$.position',
  published_at,
  updated_at
FROM document
WHERE type = 'service_bundle'
ORDER BY id;

CREATE INDEX service_bundle_by_position ON service_bundle (position, id);

INSERT INTO relation
SELECT document.id, name.value, link.key, link.value
FROM document,
  json_each('{"topic_ids": "topics", "practitioner_ids": "practitioners"}') AS name,
  json_each(CAST(document.body AS TEXT), '$.' || name.key) AS link
WHERE document.type = 'service_bundle'
ORDER BY 1, 2, 3;

INSERT INTO search (id, type, lang, title, synonyms, headings, body)
SELECT
  id,
  'service_bundle',
  (SELECT default_lang FROM release),
  CAST(body AS TEXT) ->> '$.title',
  '',
  '',
  coalesce(CAST(body AS TEXT) ->> '$.summary', '')
FROM document
WHERE type = 'service_bundle'
ORDER BY id;
