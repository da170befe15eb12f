-- What a field says of itself beyond its label and type. A section is a heading: fields with the same text stand together.
ALTER TABLE field ADD COLUMN help TEXT NOT NULL DEFAULT '';
ALTER TABLE field ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE field ADD COLUMN required INTEGER NOT NULL DEFAULT 0;
ALTER TABLE field ADD COLUMN in_lists INTEGER NOT NULL DEFAULT 1;
-- Shown only where another field of the same record holds this, typed as values are; anything at all if both are none.
ALTER TABLE field ADD COLUMN shown_if_field INTEGER REFERENCES field (id);
ALTER TABLE field ADD COLUMN shown_if_number INTEGER;
ALTER TABLE field ADD COLUMN shown_if_text TEXT;

-- What a new record begins with, in the same typed rows as its values.
CREATE TABLE field_default (
  field_id INTEGER NOT NULL REFERENCES field (id),
  item     INTEGER NOT NULL DEFAULT 0,
  number   INTEGER,
  text     TEXT,
  PRIMARY KEY (field_id, item)
) STRICT, WITHOUT ROWID;

-- Which kinds of visits ask for a field of visits; all of them if none is named.
CREATE TABLE visit_kind_field (
  field_id INTEGER NOT NULL REFERENCES field (id),
  kind_id  INTEGER NOT NULL REFERENCES visit_kind (id),
  PRIMARY KEY (field_id, kind_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_kind_field_by_kind ON visit_kind_field (kind_id, field_id);
