-- The content of a release in normalized tables, as a tutorial would lay them out.
CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  lang TEXT NOT NULL,
  audience TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  review_state TEXT NOT NULL,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
INSERT INTO article
SELECT document.rowid, slug, title, CAST(body AS TEXT) ->> '$.summary', article.lang, audience,
  word_count, review_state, document.published_at, document.updated_at
FROM release.document
JOIN release.article USING (id);
CREATE INDEX article_title ON article (title);

CREATE TABLE section (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id),
  position INTEGER NOT NULL,
  anchor TEXT NOT NULL,
  heading TEXT,
  html TEXT NOT NULL
);
INSERT INTO section
SELECT document.rowid, owner.rowid, position, CAST(document.body AS TEXT) ->> '$.anchor',
  CAST(document.body AS TEXT) ->> '$.heading', section_body.body ->> '$'
FROM release.section
JOIN release.document ON document.id = section.id
JOIN release.document AS owner ON owner.id = section.article_id
JOIN release.section_body ON section_body.section_id = section.id AND format = 'html';
CREATE INDEX section_article_id ON section (article_id, position);

CREATE TABLE reference (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  title TEXT,
  status TEXT NOT NULL,
  url TEXT
);
INSERT INTO reference
SELECT rowid, slug, CAST(body AS TEXT) ->> '$.label', CAST(body AS TEXT) ->> '$.csl.title',
  CAST(body AS TEXT) ->> '$.status', CAST(body AS TEXT) ->> '$.csl.URL'
FROM release.document
WHERE type = 'reference';

CREATE TABLE study (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  design TEXT NOT NULL,
  year INTEGER
);
INSERT INTO study
SELECT document.rowid, slug, title, design, year
FROM release.document
JOIN release.study USING (id);

CREATE TABLE topic (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL
);
INSERT INTO topic
SELECT document.rowid, slug, name, kind
FROM release.document
JOIN release.topic USING (id);

CREATE TABLE practitioner (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  city TEXT NOT NULL,
  licence TEXT,
  published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
INSERT INTO practitioner
SELECT document.rowid, slug, kind, name, CAST(body AS TEXT) ->> '$.summary', city,
  CAST(body AS TEXT) ->> '$.credentials[0].number', document.published_at, document.updated_at
FROM release.document
JOIN release.practitioner USING (id);

CREATE TABLE article_reference (
  article_id INTEGER NOT NULL REFERENCES article (id),
  reference_id INTEGER NOT NULL REFERENCES reference (id),
  PRIMARY KEY (article_id, reference_id)
);
INSERT INTO article_reference
SELECT source.rowid, target.rowid
FROM release.relation
JOIN release.document AS source ON source.id = source_id AND source.type = 'article'
JOIN release.document AS target ON target.id = target_id
WHERE name = 'references';

CREATE TABLE article_study (
  article_id INTEGER NOT NULL REFERENCES article (id),
  study_id INTEGER NOT NULL REFERENCES study (id),
  PRIMARY KEY (article_id, study_id)
);
INSERT INTO article_study
SELECT source.rowid, target.rowid
FROM release.relation
JOIN release.document AS source ON source.id = source_id AND source.type = 'article'
JOIN release.document AS target ON target.id = target_id
WHERE name = 'studies';

CREATE TABLE article_topic (
  article_id INTEGER NOT NULL REFERENCES article (id),
  topic_id INTEGER NOT NULL REFERENCES topic (id),
  PRIMARY KEY (article_id, topic_id)
);
INSERT INTO article_topic
SELECT source.rowid, target.rowid
FROM release.relation
JOIN release.document AS source ON source.id = source_id AND source.type = 'article'
JOIN release.document AS target ON target.id = target_id
WHERE name = 'topics';

CREATE VIRTUAL TABLE article_text USING fts5 (
  title, summary, content = 'article', content_rowid = 'id'
);
INSERT INTO article_text (article_text) VALUES ('rebuild');

ANALYZE main;
