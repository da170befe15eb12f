-- How many visits each day had, those in the trash left out: the weeks of years are told without counting millions. Kept by
-- the database itself, as the number of customers is; `check` counts again.
CREATE TABLE visit_day (
  visited_on TEXT PRIMARY KEY,
  visits     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO visit_day SELECT visited_on, count(*) FROM visit WHERE trashed_at = 0 GROUP BY visited_on;

CREATE TRIGGER visit_is_counted AFTER INSERT ON visit WHEN new.trashed_at = 0 BEGIN
  INSERT INTO visit_day VALUES (new.visited_on, 1) ON CONFLICT (visited_on) DO UPDATE SET visits = visits + 1;
END;
CREATE TRIGGER visit_is_counted_no_more AFTER DELETE ON visit WHEN old.trashed_at = 0 BEGIN
  UPDATE visit_day SET visits = visits - 1 WHERE visited_on = old.visited_on;
  DELETE FROM visit_day WHERE visited_on = old.visited_on AND visits = 0;
END;
CREATE TRIGGER visit_is_counted_anew AFTER UPDATE OF visited_on, trashed_at ON visit
WHEN old.visited_on <> new.visited_on OR (old.trashed_at = 0) <> (new.trashed_at = 0) BEGIN
  UPDATE visit_day SET visits = visits - 1 WHERE visited_on = old.visited_on AND old.trashed_at = 0;
  DELETE FROM visit_day WHERE visited_on = old.visited_on AND visits = 0;
  INSERT INTO visit_day SELECT new.visited_on, 1 WHERE new.trashed_at = 0
    ON CONFLICT (visited_on) DO UPDATE SET visits = visits + 1;
END;
