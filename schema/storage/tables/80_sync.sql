-- In which order documents are synchronised: by their last change. In a copy that is
-- narrowed by topic or language a section follows its article, so there a change of
-- the article (`scope_seq`) counts for it, too; `owner_id` decides what it is about.
CREATE TABLE sync_order (
  id TEXT PRIMARY KEY REFERENCES document (id),
  type TEXT NOT NULL,
  seq INTEGER NOT NULL,
  scope_seq INTEGER NOT NULL,
  owner_id TEXT NOT NULL,
  -- The section that it stands below, which is no relation.
  parent_id TEXT
) STRICT, WITHOUT ROWID;

INSERT INTO sync_order
SELECT
  document.id,
  document.type,
  document.seq,
  max(document.seq, coalesce(owner.seq, 0)),
  coalesce(owner.id, document.id),
  iif(document.type = 'section', CAST(document.body AS TEXT) ->> '$.parent_id', NULL)
FROM document
LEFT JOIN section ON section.id = document.id
LEFT JOIN document AS owner ON owner.id = section.article_id
ORDER BY document.id;

CREATE INDEX sync_order_by_seq ON sync_order (type, seq, id);
CREATE INDEX sync_order_by_scope ON sync_order (type, scope_seq, id, owner_id);
