-- Every SQL text that a request can run. Rendered by: python -m tests.storage.catalogue --write

SELECT lineage, seq, created_at, counts, digest
FROM release;

SELECT site_name, site_url, api_url
FROM release;

SELECT canonical.article_id
FROM json_each(:urls) AS wanted
CROSS JOIN canonical ON canonical.url = wanted.value
ORDER BY wanted.key, canonical.article_id
LIMIT 1;

SELECT id, reason, withdrawn_at
FROM tombstone
WHERE type = :type AND withdrawn_at >= :since AND withdrawn_at < :until
ORDER BY withdrawn_at DESC, id
LIMIT :limit;

SELECT coalesce(max(place) + 1, 0)
FROM page;

SELECT article_id, url, lang, changed_at
FROM page
WHERE place >= :first AND place < :end
ORDER BY place;

SELECT page.article_id, other.url, other.lang
FROM page
CROSS JOIN relation
  ON relation.source_id = page.article_id AND relation.name = :relation
CROSS JOIN page AS other ON other.article_id = relation.target_id
WHERE page.place >= :first AND page.place < :end
ORDER BY page.place, relation.position;

SELECT max(rowid)
FROM document;

SELECT type, min(stale_on)
FROM document
WHERE stale_on IS NOT NULL
GROUP BY type;

SELECT type, relation, is_reverse, far_type, sums
FROM fan_out;

SELECT ranks
FROM field
WHERE type = :type AND name = :name;

SELECT value
FROM field_value
WHERE type = :type AND name = :name AND rank = :rank;

SELECT value
FROM field_value
WHERE type = :type AND name = :name
ORDER BY rank
LIMIT :limit;

SELECT field_value.rank
FROM json_each(:values) AS wanted
CROSS JOIN field_value
  ON field_value.type = :type AND field_value.name = :name AND field_value.value = wanted.value;

SELECT rank, value = :value
FROM field_value
WHERE type = :type AND name = :name AND value >= :value
ORDER BY value
LIMIT 1;

SELECT rowid, id = :id
FROM document
WHERE id >= :id
ORDER BY id
LIMIT 1;

SELECT document.rowid
FROM json_each(:values) AS wanted
CROSS JOIN document ON document.id = wanted.value AND document.type = :type;

SELECT document.rowid
FROM json_each(:values) AS wanted
CROSS JOIN document ON document.type = :type AND document.slug = wanted.value;

SELECT is_bitmap, places
FROM posting
WHERE type = :type AND relation = :relation AND is_reverse = :is_reverse
  AND far_type = :far_type AND far_id = :far_id;

SELECT wanted.value, far.id, posting.is_bitmap, posting.places
FROM json_each(:keys) AS wanted
LEFT JOIN document AS far ON far.id = coalesce(
  (SELECT id FROM document WHERE id = wanted.value AND type = :far_type),
  (SELECT id FROM document WHERE type = :far_type AND slug = wanted.value),
  (SELECT id FROM slug_alias WHERE type = :far_type AND slug = wanted.value)
)
LEFT JOIN posting
  ON posting.type = :type AND posting.relation = :relation AND posting.is_reverse = :is_reverse
  AND posting.far_type = :far_type AND posting.far_id = far.id;

SELECT mark
FROM change
WHERE seq = :seq;

SELECT relation.source_id
FROM json_each(:ids) AS wanted
CROSS JOIN relation ON relation.target_id = wanted.value AND relation.name = :relation;

SELECT tombstone.seq, tombstone.id, tombstone.type, tombstone.slug, tombstone.reason,
  tombstone.replacement_id, tombstone.withdrawn_at, change.change_class
FROM tombstone
CROSS JOIN change ON change.seq = tombstone.seq
WHERE tombstone.type = :type AND tombstone.seq > :seq
ORDER BY tombstone.seq
LIMIT :limit;

SELECT document.id, document.type, document.slug, document.rev, document.updated_at,
  document.stale_on, change.change_class, document.body
FROM json_each(:ids) AS wanted
CROSS JOIN document ON document.id = wanted.value
CROSS JOIN change ON change.seq = document.seq;

SELECT document.id, document.rev
FROM sync_order
CROSS JOIN document ON document.id = sync_order.id
WHERE sync_order.id > :id
  AND sync_order.type IN (SELECT wanted.value FROM json_each(:types) AS wanted)
  AND (:topics IS NULL OR sync_order.type NOT IN ('article', 'section', 'study', 'practitioner', 'service_bundle') OR EXISTS (
    SELECT 1 FROM json_each(:topics) AS topic
    CROSS JOIN relation ON relation.source_id = sync_order.owner_id
      AND relation.name = :relation AND relation.target_id = topic.value
  )) AND (:lang IS NULL OR sync_order.type NOT IN ('article', 'section') OR EXISTS (
    SELECT 1 FROM article WHERE article.id = sync_order.owner_id
      AND (article.lang = :lang OR article.lang BETWEEN :lang || '-' AND :lang || '.')
  ))
ORDER BY sync_order.id
LIMIT :limit;

SELECT sync_order.seq, sync_order.id, (:topics IS NULL OR sync_order.type NOT IN ('article', 'section', 'study', 'practitioner', 'service_bundle') OR EXISTS (
    SELECT 1 FROM json_each(:topics) AS topic
    CROSS JOIN relation ON relation.source_id = sync_order.owner_id
      AND relation.name = :relation AND relation.target_id = topic.value
  )) AND (:lang IS NULL OR sync_order.type NOT IN ('article', 'section') OR EXISTS (
    SELECT 1 FROM article WHERE article.id = sync_order.owner_id
      AND (article.lang = :lang OR article.lang BETWEEN :lang || '-' AND :lang || '.')
  )) AS is_in
FROM sync_order
WHERE sync_order.type = :type AND (sync_order.seq, sync_order.id) > (:seq, :id)
  AND (is_in OR sync_order.seq > :begun)
ORDER BY sync_order.seq, sync_order.id
LIMIT :limit;

SELECT sync_order.id
FROM (
  SELECT relation.target_id AS id FROM json_each(:ids) AS source
  CROSS JOIN relation ON relation.source_id = source.value
  UNION
  SELECT near.owner_id FROM json_each(:ids) AS source
  CROSS JOIN sync_order AS near ON near.id = source.value
  UNION
  SELECT near.parent_id FROM json_each(:ids) AS source
  CROSS JOIN sync_order AS near ON near.id = source.value
) AS named
CROSS JOIN sync_order ON sync_order.id = named.id
WHERE (sync_order.seq, sync_order.id) > (:seq, :id)
  AND sync_order.type IN (SELECT wanted.value FROM json_each(:types) AS wanted)
  AND (:topics IS NULL OR sync_order.type NOT IN ('article', 'section', 'study', 'practitioner', 'service_bundle') OR EXISTS (
    SELECT 1 FROM json_each(:topics) AS topic
    CROSS JOIN relation ON relation.source_id = sync_order.owner_id
      AND relation.name = :relation AND relation.target_id = topic.value
  )) AND (:lang IS NULL OR sync_order.type NOT IN ('article', 'section') OR EXISTS (
    SELECT 1 FROM article WHERE article.id = sync_order.owner_id
      AND (article.lang = :lang OR article.lang BETWEEN :lang || '-' AND :lang || '.')
  ))
ORDER BY sync_order.id;

SELECT sync_order.scope_seq, sync_order.id, (:topics IS NULL OR sync_order.type NOT IN ('article', 'section', 'study', 'practitioner', 'service_bundle') OR EXISTS (
    SELECT 1 FROM json_each(:topics) AS topic
    CROSS JOIN relation ON relation.source_id = sync_order.owner_id
      AND relation.name = :relation AND relation.target_id = topic.value
  )) AND (:lang IS NULL OR sync_order.type NOT IN ('article', 'section') OR EXISTS (
    SELECT 1 FROM article WHERE article.id = sync_order.owner_id
      AND (article.lang = :lang OR article.lang BETWEEN :lang || '-' AND :lang || '.')
  )) AS is_in
FROM sync_order
WHERE sync_order.type = :type AND (sync_order.scope_seq, sync_order.id) > (:seq, :id)
  AND (is_in OR sync_order.scope_seq > :begun)
ORDER BY sync_order.scope_seq, sync_order.id
LIMIT :limit;

SELECT sync_order.id
FROM (
  SELECT relation.target_id AS id FROM json_each(:ids) AS source
  CROSS JOIN relation ON relation.source_id = source.value
  UNION
  SELECT near.owner_id FROM json_each(:ids) AS source
  CROSS JOIN sync_order AS near ON near.id = source.value
  UNION
  SELECT near.parent_id FROM json_each(:ids) AS source
  CROSS JOIN sync_order AS near ON near.id = source.value
) AS named
CROSS JOIN sync_order ON sync_order.id = named.id
WHERE (sync_order.scope_seq, sync_order.id) > (:seq, :id)
  AND sync_order.type IN (SELECT wanted.value FROM json_each(:types) AS wanted)
  AND (:topics IS NULL OR sync_order.type NOT IN ('article', 'section', 'study', 'practitioner', 'service_bundle') OR EXISTS (
    SELECT 1 FROM json_each(:topics) AS topic
    CROSS JOIN relation ON relation.source_id = sync_order.owner_id
      AND relation.name = :relation AND relation.target_id = topic.value
  )) AND (:lang IS NULL OR sync_order.type NOT IN ('article', 'section') OR EXISTS (
    SELECT 1 FROM article WHERE article.id = sync_order.owner_id
      AND (article.lang = :lang OR article.lang BETWEEN :lang || '-' AND :lang || '.')
  ))
ORDER BY sync_order.id;

SELECT slug, id
FROM slug_alias
WHERE type = :type
ORDER BY slug;

SELECT document.body
FROM document
WHERE document.type = :type
ORDER BY document.id;

SELECT document.id, document.type, document.slug, document.stale_on,
  text.c2, text.c3, text.c4, text.c5, text.c6, article.title
FROM json_each(:rows) AS hit
CROSS JOIN search_content AS text ON text.id = hit.value
CROSS JOIN document ON document.id = text.c0
LEFT JOIN section ON section.id = document.id
LEFT JOIN article ON article.id = section.article_id
ORDER BY hit.key;

SELECT held.key, document.rev,
  (
    SELECT max(CASE later.change_class WHEN 'safety' THEN 2 WHEN 'clinical' THEN 1 ELSE 0 END)
    FROM change AS later
    WHERE later.id = held.key AND later.seq > coalesce(
      (SELECT min(seq) FROM change WHERE id = held.key AND rev = held.value),
      0
    )
  ),
  tombstone.reason, replacement.type, replacement.slug
FROM json_each(:held) AS held
LEFT JOIN document ON document.id = held.key
LEFT JOIN tombstone ON tombstone.id = held.key
LEFT JOIN document AS replacement ON replacement.id = tombstone.replacement_id
ORDER BY held.id;

SELECT document.slug
FROM slug_alias
JOIN document ON document.id = slug_alias.id
WHERE slug_alias.type = :type AND slug_alias.slug = :key;

SELECT slug FROM (
  SELECT document.slug FROM document
  WHERE document.type = :type AND document.slug >= :key
  ORDER BY document.slug
  LIMIT 10
)
UNION ALL
SELECT slug FROM (
  SELECT document.slug FROM document
  WHERE document.type = :type AND document.slug < :key
  ORDER BY document.slug DESC
  LIMIT 10
);

SELECT document.id, representation.body, representation.stale_on,
  document.links, representation.made_from, document.lang
FROM json_each(:rows) AS wanted
CROSS JOIN document ON document.rowid = wanted.value
CROSS JOIN representation
  ON representation.document_id = document.id AND representation.form = :form
ORDER BY wanted.key;

SELECT document.id, representation.body, representation.stale_on,
  document.links, representation.made_from, document.lang
FROM document
CROSS JOIN representation
  ON representation.document_id = document.id AND representation.form = :form
WHERE document.type = :type AND document.id = :key;

SELECT tombstone.id, tombstone.reason, tombstone.withdrawn_at, document.slug
FROM tombstone
LEFT JOIN document ON document.id = tombstone.replacement_id
WHERE tombstone.type = :type AND tombstone.id = :key
ORDER BY tombstone.withdrawn_at DESC, tombstone.id
LIMIT 1;

SELECT document.id, document.body, document.updated_at, document.stale_on, document.lang, document.links
FROM document
WHERE document.type = :type AND document.id = :key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), document.updated_at, document.stale_on, document.lang, document.links
FROM document
JOIN section_head ON section_head.section_id = document.id
WHERE document.type = :type AND document.id = :key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), document.updated_at, document.stale_on, document.lang, document.links
FROM document
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
WHERE document.type = :type AND document.id = :key;

SELECT document.id, representation.body, representation.stale_on,
  document.links, representation.made_from, document.lang
FROM document
CROSS JOIN representation
  ON representation.document_id = document.id AND representation.form = :form
WHERE document.type = :type AND document.slug = :key;

SELECT tombstone.id, tombstone.reason, tombstone.withdrawn_at, document.slug
FROM tombstone
LEFT JOIN document ON document.id = tombstone.replacement_id
WHERE tombstone.type = :type AND tombstone.slug = :key
ORDER BY tombstone.withdrawn_at DESC, tombstone.id
LIMIT 1;

SELECT document.id, document.body, document.updated_at, document.stale_on, document.lang, document.links
FROM document
WHERE document.type = :type AND document.slug = :key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), document.updated_at, document.stale_on, document.lang, document.links
FROM document
JOIN section_head ON section_head.section_id = document.id
WHERE document.type = :type AND document.slug = :key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), document.updated_at, document.stale_on, document.lang, document.links
FROM document
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
WHERE document.type = :type AND document.slug = :key;

SELECT document.id, document.body, document.updated_at, document.stale_on, document.lang
FROM json_each(:rows) AS wanted
CROSS JOIN document ON document.rowid = wanted.value
ORDER BY wanted.key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), document.updated_at, document.stale_on, document.lang
FROM json_each(:rows) AS wanted
CROSS JOIN document ON document.rowid = wanted.value
JOIN section_head ON section_head.section_id = document.id
ORDER BY wanted.key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), document.updated_at, document.stale_on, document.lang
FROM json_each(:rows) AS wanted
CROSS JOIN document ON document.rowid = wanted.value
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
ORDER BY wanted.key;

SELECT document.id, document.body, document.updated_at, document.stale_on, document.lang
FROM (
  SELECT relation.target_id AS id, min(source.key * 65536 + relation.position) AS rank
  FROM json_each(:sources) AS source
  CROSS JOIN relation
    ON relation.source_id = source.value AND relation.name = :name
  GROUP BY relation.target_id
) AS related
CROSS JOIN document ON document.id = related.id
ORDER BY related.rank, related.id
LIMIT :limit;

SELECT document.id, document.body, document.updated_at, document.stale_on, document.lang
FROM (
  SELECT relation.source_id AS id, min(source.key) AS rank
  FROM json_each(:sources) AS source
  CROSS JOIN relation
    ON relation.target_id = source.value AND relation.name = :name AND relation.source_id BETWEEN :low AND :high
  GROUP BY relation.source_id
) AS related
CROSS JOIN document ON document.id = related.id
ORDER BY related.rank, related.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), document.updated_at, document.stale_on, document.lang
FROM (
  SELECT relation.target_id AS id, min(source.key * 65536 + relation.position) AS rank
  FROM json_each(:sources) AS source
  CROSS JOIN relation
    ON relation.source_id = source.value AND relation.name = :name
  GROUP BY relation.target_id
) AS related
CROSS JOIN document ON document.id = related.id
JOIN section_head ON section_head.section_id = document.id
ORDER BY related.rank, related.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), document.updated_at, document.stale_on, document.lang
FROM (
  SELECT relation.source_id AS id, min(source.key) AS rank
  FROM json_each(:sources) AS source
  CROSS JOIN relation
    ON relation.target_id = source.value AND relation.name = :name AND relation.source_id BETWEEN :low AND :high
  GROUP BY relation.source_id
) AS related
CROSS JOIN document ON document.id = related.id
JOIN section_head ON section_head.section_id = document.id
ORDER BY related.rank, related.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), document.updated_at, document.stale_on, document.lang
FROM (
  SELECT relation.target_id AS id, min(source.key * 65536 + relation.position) AS rank
  FROM json_each(:sources) AS source
  CROSS JOIN relation
    ON relation.source_id = source.value AND relation.name = :name
  GROUP BY relation.target_id
) AS related
CROSS JOIN document ON document.id = related.id
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
ORDER BY related.rank, related.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), document.updated_at, document.stale_on, document.lang
FROM (
  SELECT relation.source_id AS id, min(source.key) AS rank
  FROM json_each(:sources) AS source
  CROSS JOIN relation
    ON relation.target_id = source.value AND relation.name = :name AND relation.source_id BETWEEN :low AND :high
  GROUP BY relation.source_id
) AS related
CROSS JOIN document ON document.id = related.id
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
ORDER BY related.rank, related.id
LIMIT :limit;
