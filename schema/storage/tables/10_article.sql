CREATE TABLE article (
  id TEXT PRIMARY KEY REFERENCES document (id),
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  audience TEXT NOT NULL,
  review_state TEXT NOT NULL,
  review_due TEXT,
  word_count INTEGER NOT NULL,
  checked_studies INTEGER NOT NULL,
  disputed_studies INTEGER NOT NULL,
  retracted_references INTEGER NOT NULL,
  syndicable INTEGER NOT NULL,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  -- When it or one of its sections last changed.
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO article
SELECT
  id,
  CAST(body AS TEXT) ->> '$.title',
  CAST(body AS TEXT) ->> '$.lang',
  CAST(body AS TEXT) ->> '$.audience',
  CAST(body AS TEXT) ->> '$.review.state',
  CAST(body AS TEXT) ->> '$.review.review_due',
  CAST(body AS TEXT) ->> '$.word_count',
  CAST(body AS TEXT) ->> '$.evidence.studies.checked',
  CAST(body AS TEXT) ->> '$.evidence.studies.disputed',
  CAST(body AS TEXT) ->> '$.evidence.references.retracted',
  CAST(body AS TEXT) ->> '$.rights.syndicable',
  published_at,
  updated_at,
  updated_at
FROM document
WHERE type = 'article'
ORDER BY id;

CREATE INDEX article_by_title ON article (title, id);

INSERT INTO relation
SELECT document.id, name.value, link.key, link.value
FROM document,
  json_each('{"section_ids": "sections", "reference_ids": "references",
    "study_ids": "studies", "topic_ids": "topics", "service_bundle_ids": "service_bundles",
    "practitioner_ids": "practitioners", "related_article_ids": "related_articles"}') AS name,
  json_each(CAST(document.body AS TEXT), '$.' || name.key) AS link
WHERE document.type = 'article'
ORDER BY 1, 2, 3;

INSERT INTO relation
SELECT document.id, 'translations', link.key, link.value ->> '$.article_id'
FROM document, json_each(CAST(document.body AS TEXT), '$.translations') AS link
WHERE document.type = 'article'
ORDER BY 1, 2, 3;

INSERT INTO search (id, type, lang, title, synonyms, headings, body)
SELECT
  document.id,
  'article',
  article.lang,
  article.title,
  '',
  coalesce((
    SELECT group_concat(entry.value ->> '$.heading', char(10))
    FROM json_each(CAST(document.body AS TEXT), '$.outline') AS entry
  ), ''),
  coalesce(CAST(document.body AS TEXT) ->> '$.summary', '')
FROM article
JOIN document ON document.id = article.id
ORDER BY article.id;
