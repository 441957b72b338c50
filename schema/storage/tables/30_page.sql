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
