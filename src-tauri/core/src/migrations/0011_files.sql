-- Photos and papers that are kept with a customer, or with one of their visits. `kind` is a media type, told by the content.
CREATE TABLE file (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  visit_id    INTEGER REFERENCES visit (id),
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  size        INTEGER NOT NULL,
  hash        TEXT NOT NULL,               -- of the content, SHA-256: where it is in file_content
  is_portrait INTEGER NOT NULL DEFAULT 0,  -- shows the customer: comes from address books and goes into them
  added_at    INTEGER NOT NULL,
  trashed_at  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX file_by_customer ON file (customer_id, trashed_at, added_at, id);
CREATE INDEX file_by_visit ON file (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX file_by_hash ON file (hash);
CREATE INDEX file_in_trash ON file (trashed_at, id) WHERE trashed_at > 0;

-- What is in them, each content once. Not journaled: it goes when no row, no step that can be undone and no draft names it.
CREATE TABLE file_content (
  hash      TEXT PRIMARY KEY,
  width     INTEGER NOT NULL DEFAULT 0,    -- of a picture, as it is looked at
  height    INTEGER NOT NULL DEFAULT 0,
  stored_at INTEGER NOT NULL,
  thumb     BLOB NOT NULL DEFAULT x'',     -- a small JPEG of a picture, else nothing
  bytes     BLOB NOT NULL
) STRICT;
