-- Segments: rules kept under a name. `rule`, `columns` and `sort` are as they cross the door.
CREATE TABLE segment (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  color      TEXT NOT NULL DEFAULT '',
  rule       TEXT NOT NULL CHECK (json_valid(rule)),
  columns    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(columns)),
  sort       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sort)),
  position   INTEGER NOT NULL DEFAULT 0,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX segment_by_name ON segment (name) WHERE trashed_at = 0;

-- How the name is read, in pinyin, where the user says so: 曾敏 is zeng min.
ALTER TABLE customer_detail ADD COLUMN reading TEXT NOT NULL DEFAULT '';

-- Derived: the next birthday from the day in book_version.derived_on on, by the sun.
ALTER TABLE customer ADD COLUMN birthday_on TEXT NOT NULL DEFAULT '9999-12-31';
CREATE INDEX customer_by_birthday ON customer (birthday_on, id) WHERE trashed_at = 0 AND birthday_on < '9999-12-31';
CREATE INDEX customer_by_visits ON customer (visit_count, id) WHERE trashed_at = 0;
-- The day that what is derived from the day was derived for; '' for none yet.
ALTER TABLE book_version ADD COLUMN derived_on TEXT NOT NULL DEFAULT '';

-- With whom and how, so that visits of a span are counted without their long rows.
DROP INDEX visit_by_day;
CREATE INDEX visit_by_day ON visit (visited_on, id, customer_id, kind_id) WHERE trashed_at = 0;
