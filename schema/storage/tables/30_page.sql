-- The pages of articles on the clinic's own site, for its sitemap, numbered from 0.
CREATE TABLE page (
  place INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL UNIQUE REFERENCES article (id),
  url TEXT NOT NULL,
  lang TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

INSERT INTO page
SELECT row_number() OVER (ORDER BY id) - 1, id, url, lang, changed_at
FROM (
  SELECT
    article.id,
    CAST(document.body AS TEXT) ->> '$.rights.canonical_url' AS url,
    article.lang,
    article.changed_at
  FROM article
  JOIN document ON document.id = article.id
)
WHERE substr(url, 1, (SELECT length(site_url) FROM release) + 1)
  = (SELECT site_url FROM release) || '/';

-- Which article stands at an address, be it on the clinic's own site or elsewhere.
CREATE TABLE canonical (
  url TEXT NOT NULL,
  article_id TEXT NOT NULL REFERENCES article (id),
  PRIMARY KEY (url, article_id)
) STRICT, WITHOUT ROWID;

INSERT INTO canonical
SELECT url, id
FROM (
  SELECT id, CAST(body AS TEXT) ->> '$.rights.canonical_url' AS url
  FROM document
  WHERE type = 'article'
)
WHERE url IS NOT NULL
ORDER BY url, id;
