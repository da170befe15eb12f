-- Customers who look alike and are not the same, as the user said; the smaller id first.
CREATE TABLE told_apart (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  other_id    INTEGER NOT NULL REFERENCES customer (id),
  told_at     INTEGER NOT NULL,
  PRIMARY KEY (customer_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_apart_by_other ON told_apart (other_id, customer_id);

-- Who was merged into whom: everything that it takes to have both again. Outlives the journal of the change.
CREATE TABLE merge (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customer (id),  -- who holds it all now
  kept_id     INTEGER NOT NULL,                           -- who held it right after the merge
  merged_id   INTEGER NOT NULL,                           -- who is gone
  merged_uid  TEXT NOT NULL,
  merged_name TEXT NOT NULL,
  merged_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX merge_by_customer ON merge (customer_id, id);
CREATE INDEX merge_by_merged_uid ON merge (merged_uid);

-- The rows that a merge wrote: `i` added, `u` changed, `d` deleted. `old` and `new` are JSON objects of columns.
CREATE TABLE merge_row (
  merge_id INTEGER NOT NULL REFERENCES merge (id),
  seq      INTEGER NOT NULL,
  tbl      TEXT NOT NULL,
  op       TEXT NOT NULL CHECK (op IN ('i', 'u', 'd')),
  key      TEXT NOT NULL,
  old      TEXT CHECK (old IS NULL OR json_valid(old)),
  new      TEXT CHECK (new IS NULL OR json_valid(new)),
  PRIMARY KEY (merge_id, seq)
) STRICT, WITHOUT ROWID;
