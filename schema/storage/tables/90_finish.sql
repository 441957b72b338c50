-- The relations are read from both ends.
CREATE INDEX relation_by_target ON relation (target_id, name, source_id, position);

-- One segment instead of many: shorter, and the same for the same rows.
INSERT INTO search (search) VALUES ('optimize');

ANALYZE;
