-- How many customers are not in the trash: a first page says it without counting a million. Kept by the database itself,
-- so that undo, erasing and whatever else writes need not know of it; `check` counts again.
ALTER TABLE book_version ADD COLUMN customers INTEGER NOT NULL DEFAULT 0;
UPDATE book_version SET customers = (SELECT count(*) FROM customer WHERE trashed_at = 0);

CREATE TRIGGER customer_is_counted AFTER INSERT ON customer WHEN new.trashed_at = 0 BEGIN
  UPDATE book_version SET customers = customers + 1;
END;
CREATE TRIGGER customer_is_counted_no_more AFTER DELETE ON customer WHEN old.trashed_at = 0 BEGIN
  UPDATE book_version SET customers = customers - 1;
END;
CREATE TRIGGER customer_is_counted_anew AFTER UPDATE OF trashed_at ON customer
WHEN (old.trashed_at = 0) <> (new.trashed_at = 0) BEGIN
  UPDATE book_version SET customers = customers + (new.trashed_at = 0) - (old.trashed_at = 0);
END;
