-- Every SQL text that a request can run. Rendered by: python -m tests.storage.catalogue --write

SELECT lineage, seq, created_at, counts
FROM release;

SELECT document.body
FROM document
WHERE document.type = :type
ORDER BY document.id;

SELECT document.id, document.type, document.slug,
  text.c2, text.c3, text.c4, text.c5, text.c6, article.title
FROM json_each(:rows) AS hit
CROSS JOIN search_content AS text ON text.id = hit.value
CROSS JOIN document ON document.id = text.c0
LEFT JOIN section ON section.id = document.id
LEFT JOIN article ON article.id = section.article_id
ORDER BY hit.key;

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

SELECT tombstone.id, tombstone.reason, tombstone.withdrawn_at, document.slug
FROM tombstone
LEFT JOIN document ON document.id = tombstone.replacement_id
WHERE tombstone.type = :type AND tombstone.id = :key
ORDER BY tombstone.withdrawn_at DESC, tombstone.id
LIMIT 1;

SELECT document.id, document.body
FROM document
WHERE document.type = :type AND document.id = :key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB)
FROM document
JOIN section_head ON section_head.section_id = document.id
WHERE document.type = :type AND document.id = :key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB)
FROM document
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
WHERE document.type = :type AND document.id = :key;

SELECT tombstone.id, tombstone.reason, tombstone.withdrawn_at, document.slug
FROM tombstone
LEFT JOIN document ON document.id = tombstone.replacement_id
WHERE tombstone.type = :type AND tombstone.slug = :key
ORDER BY tombstone.withdrawn_at DESC, tombstone.id
LIMIT 1;

SELECT document.id, document.body
FROM document
WHERE document.type = :type AND document.slug = :key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB)
FROM document
JOIN section_head ON section_head.section_id = document.id
WHERE document.type = :type AND document.slug = :key;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB)
FROM document
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
WHERE document.type = :type AND document.slug = :key;

SELECT document.id, document.body, article.title, article.id
FROM article
JOIN document ON document.id = article.id
ORDER BY article.title, article.id
LIMIT :limit;

SELECT document.id, document.body, article.title, article.id
FROM article
JOIN document ON document.id = article.id
WHERE (article.title, article.id) > (:after_0, :after_1)
ORDER BY article.title, article.id
LIMIT :limit;

SELECT document.id, document.body, section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, document.body, section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
WHERE (section.article_id, section.position, section.id) > (:after_0, :after_1, :after_2)
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, document.body, section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
WHERE section.article_id = :scope
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, document.body, section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
WHERE section.article_id = :scope AND (section.article_id, section.position, section.id) > (:after_0, :after_1, :after_2)
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
JOIN section_head ON section_head.section_id = document.id
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
JOIN section_head ON section_head.section_id = document.id
WHERE (section.article_id, section.position, section.id) > (:after_0, :after_1, :after_2)
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
JOIN section_head ON section_head.section_id = document.id
WHERE section.article_id = :scope
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB), section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
JOIN section_head ON section_head.section_id = document.id
WHERE section.article_id = :scope AND (section.article_id, section.position, section.id) > (:after_0, :after_1, :after_2)
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
WHERE (section.article_id, section.position, section.id) > (:after_0, :after_1, :after_2)
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
WHERE section.article_id = :scope
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB), section.article_id, section.position, section.id
FROM section
JOIN document ON document.id = section.id
JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
WHERE section.article_id = :scope AND (section.article_id, section.position, section.id) > (:after_0, :after_1, :after_2)
ORDER BY section.article_id, section.position, section.id
LIMIT :limit;

SELECT document.id, document.body, study.title, study.id
FROM study
JOIN document ON document.id = study.id
ORDER BY study.title, study.id
LIMIT :limit;

SELECT document.id, document.body, study.title, study.id
FROM study
JOIN document ON document.id = study.id
WHERE (study.title, study.id) > (:after_0, :after_1)
ORDER BY study.title, study.id
LIMIT :limit;

SELECT document.id, document.body, reference.citation_key, reference.id
FROM reference
JOIN document ON document.id = reference.id
ORDER BY reference.citation_key, reference.id
LIMIT :limit;

SELECT document.id, document.body, reference.citation_key, reference.id
FROM reference
JOIN document ON document.id = reference.id
WHERE (reference.citation_key, reference.id) > (:after_0, :after_1)
ORDER BY reference.citation_key, reference.id
LIMIT :limit;

SELECT document.id, document.body, practitioner.name, practitioner.id
FROM practitioner
JOIN document ON document.id = practitioner.id
ORDER BY practitioner.name, practitioner.id
LIMIT :limit;

SELECT document.id, document.body, practitioner.name, practitioner.id
FROM practitioner
JOIN document ON document.id = practitioner.id
WHERE (practitioner.name, practitioner.id) > (:after_0, :after_1)
ORDER BY practitioner.name, practitioner.id
LIMIT :limit;

SELECT document.id, document.body, service_bundle.position, service_bundle.id
FROM service_bundle
JOIN document ON document.id = service_bundle.id
ORDER BY service_bundle.position, service_bundle.id
LIMIT :limit;

SELECT document.id, document.body, service_bundle.position, service_bundle.id
FROM service_bundle
JOIN document ON document.id = service_bundle.id
WHERE (service_bundle.position, service_bundle.id) > (:after_0, :after_1)
ORDER BY service_bundle.position, service_bundle.id
LIMIT :limit;

SELECT document.id, document.body, topic.name, topic.id
FROM topic
JOIN document ON document.id = topic.id
ORDER BY topic.name, topic.id
LIMIT :limit;

SELECT document.id, document.body, topic.name, topic.id
FROM topic
JOIN document ON document.id = topic.id
WHERE (topic.name, topic.id) > (:after_0, :after_1)
ORDER BY topic.name, topic.id
LIMIT :limit;

SELECT document.id, document.body
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

SELECT document.id, document.body
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

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB)
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

SELECT document.id, CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB)
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
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB)
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
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB)
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
