-- The book. Conventions: `*_at` milliseconds UTC, `*_on` local dates YYYY-MM-DD, 0 and '' mean none in `*_at` and `*_on`.
-- Journaled tables hold INTEGER and TEXT only. Derived columns are listed in `book/schema.rs`.

-- Settings that belong to the book: home_country, currency, currency_exponent, time_zone, week_start, language, uid.
CREATE TABLE book_setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE owner (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  is_me      INTEGER NOT NULL DEFAULT 0,
  color      TEXT NOT NULL DEFAULT '',
  position   INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE stage (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  color      TEXT NOT NULL DEFAULT '',
  position   INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE tag_group (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  exclusive  INTEGER NOT NULL DEFAULT 0,
  position   INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE tag (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  color      TEXT NOT NULL DEFAULT '',
  group_id   INTEGER REFERENCES tag_group (id),
  position   INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX tag_by_name ON tag (name) WHERE trashed_at = 0;
CREATE UNIQUE INDEX stage_by_name ON stage (name) WHERE trashed_at = 0;
CREATE UNIQUE INDEX owner_by_name ON owner (name) WHERE trashed_at = 0;

CREATE TABLE customer (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  uid              TEXT NOT NULL UNIQUE,
  kind             TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  name             TEXT NOT NULL,
  trashed_at       INTEGER NOT NULL DEFAULT 0,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  -- Derived from here on: recomputed from base rows, never journaled.
  sort_key         TEXT NOT NULL DEFAULT '',
  stage_id         INTEGER NOT NULL DEFAULT 0,
  owner_id         INTEGER NOT NULL DEFAULT 0,
  last_visit_on    TEXT NOT NULL DEFAULT '',
  next_followup_on TEXT NOT NULL DEFAULT '9999-12-31',
  visit_count      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX customer_by_name ON customer (sort_key, id) WHERE trashed_at = 0;
CREATE INDEX customer_by_kind ON customer (kind, sort_key, id) WHERE trashed_at = 0;
CREATE INDEX customer_by_stage ON customer (stage_id, sort_key, id) WHERE trashed_at = 0;
CREATE INDEX customer_by_owner ON customer (owner_id, sort_key, id) WHERE trashed_at = 0;
CREATE INDEX customer_by_last_visit ON customer (last_visit_on, id) WHERE trashed_at = 0;
CREATE INDEX customer_by_next_followup ON customer (next_followup_on, id) WHERE trashed_at = 0;
CREATE INDEX customer_by_created ON customer (created_at, id) WHERE trashed_at = 0;
CREATE INDEX customer_by_updated ON customer (updated_at, id) WHERE trashed_at = 0;
CREATE INDEX customer_by_exact_name ON customer (name) WHERE trashed_at = 0;
CREATE INDEX customer_in_trash ON customer (trashed_at, id) WHERE trashed_at > 0;

-- The cold part of a customer.
CREATE TABLE customer_detail (
  customer_id       INTEGER PRIMARY KEY REFERENCES customer (id),
  note              TEXT NOT NULL DEFAULT '',
  birthday_calendar TEXT NOT NULL DEFAULT '' CHECK (birthday_calendar IN ('', 'solar', 'lunar')),
  birthday_year     INTEGER NOT NULL DEFAULT 0,
  birthday_month    INTEGER NOT NULL DEFAULT 0,
  birthday_day      INTEGER NOT NULL DEFAULT 0,
  birthday_leap     INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE contact (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  name        TEXT NOT NULL,
  role        TEXT NOT NULL DEFAULT '',
  note        TEXT NOT NULL DEFAULT '',
  position    INTEGER NOT NULL DEFAULT 0,
  trashed_at  INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Indexes by a reference are whole, not partial: deleting what is referred to looks up who refers to it, trashed or not.
CREATE INDEX contact_by_customer ON contact (customer_id, trashed_at, position, id);
CREATE INDEX contact_in_trash ON contact (trashed_at, id) WHERE trashed_at > 0;

CREATE TABLE contact_point (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  contact_id  INTEGER REFERENCES contact (id),
  kind        TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'wechat', 'address', 'website', 'other')),
  label       TEXT NOT NULL DEFAULT '',
  value       TEXT NOT NULL,
  raw         TEXT NOT NULL,
  position    INTEGER NOT NULL DEFAULT 0,
  trashed_at  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX contact_point_by_customer ON contact_point (customer_id, trashed_at, position, id);
CREATE INDEX contact_point_by_value ON contact_point (kind, value, customer_id) WHERE trashed_at = 0;
CREATE INDEX contact_point_by_contact ON contact_point (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX contact_point_in_trash ON contact_point (trashed_at, id) WHERE trashed_at > 0;

CREATE TABLE customer_tag (
  tag_id      INTEGER NOT NULL REFERENCES tag (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  PRIMARY KEY (tag_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_by_customer ON customer_tag (customer_id, tag_id);

-- The dated history of stages and of owners; the latest row of each is what holds now.
CREATE TABLE stage_entry (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  stage_id    INTEGER NOT NULL REFERENCES stage (id),
  entered_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX stage_entry_by_customer ON stage_entry (customer_id, entered_at, id, stage_id);

CREATE TABLE ownership (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  owner_id    INTEGER NOT NULL REFERENCES owner (id),
  since_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX ownership_by_customer ON ownership (customer_id, since_at, id, owner_id);

CREATE TABLE visit_kind (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  code       TEXT NOT NULL DEFAULT '',
  name       TEXT NOT NULL,
  position   INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX visit_kind_by_name ON visit_kind (name) WHERE trashed_at = 0;

CREATE TABLE visit (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uid            TEXT NOT NULL UNIQUE,
  customer_id    INTEGER NOT NULL REFERENCES customer (id),
  visited_on     TEXT NOT NULL,
  visited_at     INTEGER,             -- none for a date without a time
  offset_minutes INTEGER,             -- of visited_at, east of UTC
  kind_id        INTEGER NOT NULL REFERENCES visit_kind (id),
  author_id      INTEGER NOT NULL REFERENCES owner (id),
  contact_id     INTEGER REFERENCES contact (id),
  summary        TEXT NOT NULL DEFAULT '',
  outcome        TEXT NOT NULL DEFAULT '',
  data           TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data)),
  trashed_at     INTEGER NOT NULL DEFAULT 0,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_by_customer ON visit (customer_id, trashed_at, visited_on, id);
-- Whose visit it is, without its long row: for the many that a search in notes names.
CREATE INDEX visit_customer ON visit (id, customer_id) WHERE trashed_at = 0;
CREATE INDEX visit_by_day ON visit (visited_on, id) WHERE trashed_at = 0;
CREATE INDEX visit_by_contact ON visit (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX visit_in_trash ON visit (trashed_at, id) WHERE trashed_at > 0;

CREATE TABLE followup (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  visit_id    INTEGER REFERENCES visit (id),   -- the visit that promised it
  due_on      TEXT NOT NULL,
  due_at      INTEGER,                         -- none for a day without a time
  what        TEXT NOT NULL DEFAULT '',
  state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
  closed_at   INTEGER NOT NULL DEFAULT 0,
  trashed_at  INTEGER NOT NULL DEFAULT 0,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX followup_by_customer ON followup (customer_id, trashed_at, due_on, id);
CREATE INDEX followup_open_by_customer ON followup (customer_id, due_on, id) WHERE state = 'open' AND trashed_at = 0;
CREATE INDEX followup_open_by_day ON followup (due_on, id) WHERE state = 'open' AND trashed_at = 0;
CREATE INDEX followup_by_visit ON followup (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX followup_in_trash ON followup (trashed_at, id) WHERE trashed_at > 0;

CREATE TABLE field (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  record     TEXT NOT NULL DEFAULT 'customer' CHECK (record IN ('customer', 'visit')),
  label      TEXT NOT NULL,
  type       TEXT NOT NULL,
  unit       TEXT NOT NULL DEFAULT '',
  position   INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX field_by_label ON field (record, label) WHERE trashed_at = 0;

CREATE TABLE field_option (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  field_id   INTEGER NOT NULL REFERENCES field (id),
  label      TEXT NOT NULL,
  color      TEXT NOT NULL DEFAULT '',
  position   INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX field_option_by_field ON field_option (field_id, position, id);

-- Values of user-defined fields. `item` is 0, or the option's id in a multi-choice. `number` holds numbers (scaled by
-- 10^6), money (minor units), yes/no (1/0) and options (id); `text` holds texts and dates.
CREATE TABLE customer_value (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  field_id    INTEGER NOT NULL REFERENCES field (id),
  item        INTEGER NOT NULL DEFAULT 0,
  number      INTEGER,
  text        TEXT,
  PRIMARY KEY (customer_id, field_id, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_value_by_number ON customer_value (field_id, number, customer_id) WHERE number IS NOT NULL;
CREATE INDEX customer_value_by_text ON customer_value (field_id, text, customer_id) WHERE text IS NOT NULL;

CREATE TABLE visit_value (
  visit_id    INTEGER NOT NULL REFERENCES visit (id),
  field_id    INTEGER NOT NULL REFERENCES field (id),
  item        INTEGER NOT NULL DEFAULT 0,
  number      INTEGER,
  text        TEXT,
  PRIMARY KEY (visit_id, field_id, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_value_by_number ON visit_value (field_id, number, visit_id) WHERE number IS NOT NULL;
CREATE INDEX visit_value_by_text ON visit_value (field_id, text, visit_id) WHERE text IS NOT NULL;

-- ── Not journaled ────────────────────────────────────────────────────────────────────────────────────────────────

-- One undoable step of the user. `state`: done, undone, or final (can no longer be undone).
CREATE TABLE change (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  uid       TEXT NOT NULL,
  verb      TEXT NOT NULL,
  args      TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(args)),
  at        INTEGER NOT NULL,
  state     TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'final')),
  customers INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER NOT NULL DEFAULT 0,
  bytes     INTEGER NOT NULL DEFAULT 0   -- about what its undo data takes
) STRICT;
CREATE INDEX change_done ON change (id, at, bytes) WHERE state = 'done';
CREATE INDEX change_undone ON change (id) WHERE state = 'undone';

-- Grows by one with every commit, undo and redo too: what is kept in memory is of one version.
CREATE TABLE book_version (n INTEGER NOT NULL) STRICT;
INSERT INTO book_version (n) VALUES (1);

-- What a change did, as what it takes to turn it round: `i` holds the key of an inserted row, `u` the old values of
-- the columns that changed, `d` the deleted row.
CREATE TABLE change_row (
  change_id INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  tbl       TEXT NOT NULL,
  op        TEXT NOT NULL,
  key       ANY NOT NULL,   -- the rowid, or the primary key as a JSON array
  old       TEXT,           -- JSON object of columns
  PRIMARY KEY (change_id, seq)
) STRICT, WITHOUT ROWID;

-- Who came from where and was touched by what; outlives the journal. `source_row` is the row of an imported file.
CREATE TABLE lineage (
  customer_id INTEGER NOT NULL,
  change_id   INTEGER NOT NULL,
  source_row  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (customer_id, change_id)
) STRICT, WITHOUT ROWID;

-- Each import with its report.
CREATE TABLE import (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  uid       TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sheet     TEXT NOT NULL DEFAULT '',
  at        INTEGER NOT NULL,
  report    TEXT NOT NULL CHECK (json_valid(report))
) STRICT;

-- Half-written texts, by the record they belong to.
CREATE TABLE draft (
  record TEXT PRIMARY KEY,
  body   TEXT NOT NULL,
  at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Full-text indexes over tokens of our own; see search/text.
CREATE VIRTUAL TABLE customer_fts USING fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '~_^+=.'"
);
CREATE VIRTUAL TABLE visit_fts USING fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '~_^+=.'"
);
INSERT INTO customer_fts (customer_fts, rank) VALUES ('pgsz', 3960);
INSERT INTO visit_fts (visit_fts, rank) VALUES ('pgsz', 3960);
-- An import sorts so many bytes of tokens in memory before it writes a segment: fewer segments, fewer merges.
INSERT INTO customer_fts (customer_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO visit_fts (visit_fts, rank) VALUES ('hashsize', 16777216);
-- Segments are joined in quiet moments (book/idle.rs), not by the commit that happens to fill a level.
INSERT INTO customer_fts (customer_fts, rank) VALUES ('automerge', 0), ('crisismerge', 512);
INSERT INTO visit_fts (visit_fts, rank) VALUES ('automerge', 0), ('crisismerge', 512);
