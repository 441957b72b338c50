CREATE TABLE section (
  id TEXT PRIMARY KEY REFERENCES document (id),
  article_id TEXT NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  level INTEGER NOT NULL,
  aspect TEXT,
  kind TEXT NOT NULL,
  lang TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO section
SELECT
  id,
  CAST(body AS TEXT) ->> '$.article_id',
  CAST(body AS TEXT) ->> '$.position',
  CAST(body AS TEXT) ->> '$.level',
  CAST(body AS TEXT) ->> '$.aspect',
  CAST(body AS TEXT) ->> '$.kind',
  CAST(body AS TEXT) ->> '$.lang',
  CAST(body AS TEXT) ->> '$.word_count',
  published_at,
  updated_at
FROM document
WHERE type = 'section'
ORDER BY id;

UPDATE article
SET changed_at = max(updated_at, coalesce((
  SELECT max(section.updated_at) FROM section WHERE section.article_id = article.id
), ''));

CREATE INDEX section_by_position ON section (article_id, position, id);

INSERT INTO relation
SELECT document.id, name.value, link.key, link.value
FROM document,
  json_each('{"reference_ids": "references", "study_ids": "studies"}') AS name,
  json_each(CAST(document.body AS TEXT), '$.' || name.key) AS link
WHERE document.type = 'section'
ORDER BY 1, 2, 3;

INSERT INTO search (id, type, lang, title, synonyms, headings, body)
SELECT
  section.id,
  'section',
  section.lang,
  coalesce(CAST(document.body AS TEXT) ->> '$.heading', ''),
  '',
  '',
  coalesce(section_body.body ->> '$', '')
FROM section
JOIN document ON document.id = section.id
LEFT JOIN section_body ON section_body.section_id = section.id AND section_body.format = 'text'
ORDER BY section.id;
