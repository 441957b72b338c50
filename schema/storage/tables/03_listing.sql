-- What lists are filtered and sorted by. The place of a document is its position
-- among its type by id, from 0; arrays are unsigned 32-bit little-endian numbers.

-- For each field, the rank of the value of every document, by place. Equal
-- values have equal ranks; 4294967295 stands where there is no value.
CREATE TABLE field (
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  ranks BLOB NOT NULL,
  PRIMARY KEY (type, name)
) STRICT;

-- The values behind the ranks.
CREATE TABLE field_value (
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  value ANY NOT NULL,
  rank INTEGER NOT NULL,
  PRIMARY KEY (type, name, value)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX field_value_rank ON field_value (type, name, rank, value);

-- The places of the documents of a type that a relation links to a document
-- (`far_id`) or, where `far_id` is empty, to any of a type: ascending numbers,
-- or, where `is_bitmap` is 1 because it is shorter, one bit for each document of
-- the type, the lowest bit of each byte first. `is_reverse` is 1 where the
-- relation is read backwards. The relation `about` is `topics` with what is
-- broader, handed on to sections and references.
CREATE TABLE posting (
  type TEXT NOT NULL,
  relation TEXT NOT NULL,
  is_reverse INTEGER NOT NULL,
  far_type TEXT NOT NULL,
  far_id TEXT NOT NULL,
  is_bitmap INTEGER NOT NULL,
  places BLOB NOT NULL,
  PRIMARY KEY (type, relation, is_reverse, far_type, far_id)
) STRICT;

-- How many documents a relation can lead to at most: the k-th number is the sum
-- over the k documents with the most links.
CREATE TABLE fan_out (
  type TEXT NOT NULL,
  relation TEXT NOT NULL,
  is_reverse INTEGER NOT NULL,
  far_type TEXT NOT NULL,
  sums BLOB NOT NULL,
  PRIMARY KEY (type, relation, is_reverse, far_type)
) STRICT, WITHOUT ROWID;
