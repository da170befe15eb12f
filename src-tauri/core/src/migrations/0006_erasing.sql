-- Receipts of erasures, without personal data: which customer it was, only a keyed hash of their uid tells. Replayed over
-- every older backup that is restored. `neutral` is the name that somebody made anonymous has now, else ''.
CREATE TABLE erasure (
  id      TEXT PRIMARY KEY,
  at      INTEGER NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('erased', 'anonymised')),
  counts  TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)),
  hash    TEXT NOT NULL,
  neutral TEXT NOT NULL DEFAULT '',
  -- Whether all is done that follows: the backups, and the look for traces.
  settled INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Keys of the book's own; `ledger` is that of the hashes above.
CREATE TABLE book_secret (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How many customers, erased since, undo and redo of this change leave out.
ALTER TABLE change ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
