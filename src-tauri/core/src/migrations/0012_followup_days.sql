-- How many follow-ups each day has, and how many of them are open; those in the trash, and those of customers in the trash, are
-- left out: Today and the calendar are told without counting. Kept by the database itself, whatever the order in which rows
-- come and go; `check` counts again.
CREATE TABLE followup_day (
  due_on    TEXT PRIMARY KEY,
  followups INTEGER NOT NULL,
  open      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO followup_day
  SELECT f.due_on, count(*), sum(f.state = 'open') FROM followup AS f JOIN customer AS c ON c.id = f.customer_id
  WHERE f.trashed_at = 0 AND c.trashed_at = 0 GROUP BY f.due_on;

-- What a day has no more is taken from it by counting less than nothing; a day without any goes.
CREATE TRIGGER followup_day_is_over AFTER UPDATE ON followup_day WHEN new.followups = 0 BEGIN
  DELETE FROM followup_day WHERE due_on = new.due_on;
END;
CREATE TRIGGER followup_is_counted AFTER INSERT ON followup WHEN new.trashed_at = 0 BEGIN
  INSERT INTO followup_day SELECT new.due_on, 1, new.state = 'open' FROM customer WHERE id = new.customer_id AND trashed_at = 0
    ON CONFLICT (due_on) DO UPDATE SET followups = followups + excluded.followups, open = open + excluded.open;
END;
CREATE TRIGGER followup_is_counted_no_more AFTER DELETE ON followup WHEN old.trashed_at = 0 BEGIN
  INSERT INTO followup_day SELECT old.due_on, -1, -(old.state = 'open') FROM customer WHERE id = old.customer_id AND trashed_at = 0
    ON CONFLICT (due_on) DO UPDATE SET followups = followups + excluded.followups, open = open + excluded.open;
END;
CREATE TRIGGER followup_is_counted_anew AFTER UPDATE OF customer_id, due_on, state, trashed_at ON followup
WHEN old.customer_id <> new.customer_id OR old.due_on <> new.due_on OR old.state <> new.state
  OR (old.trashed_at = 0) <> (new.trashed_at = 0) BEGIN
  INSERT INTO followup_day SELECT old.due_on, -1, -(old.state = 'open') FROM customer
    WHERE old.trashed_at = 0 AND id = old.customer_id AND trashed_at = 0
    ON CONFLICT (due_on) DO UPDATE SET followups = followups + excluded.followups, open = open + excluded.open;
  INSERT INTO followup_day SELECT new.due_on, 1, new.state = 'open' FROM customer
    WHERE new.trashed_at = 0 AND id = new.customer_id AND trashed_at = 0
    ON CONFLICT (due_on) DO UPDATE SET followups = followups + excluded.followups, open = open + excluded.open;
END;
-- A customer's go and come with them.
CREATE TRIGGER customer_followups_are_counted AFTER INSERT ON customer WHEN new.trashed_at = 0 BEGIN
  INSERT INTO followup_day SELECT due_on, count(*), sum(state = 'open') FROM followup
    WHERE customer_id = new.id AND trashed_at = 0 GROUP BY due_on
    ON CONFLICT (due_on) DO UPDATE SET followups = followups + excluded.followups, open = open + excluded.open;
END;
CREATE TRIGGER customer_followups_are_counted_no_more AFTER DELETE ON customer WHEN old.trashed_at = 0 BEGIN
  INSERT INTO followup_day SELECT due_on, -count(*), -sum(state = 'open') FROM followup
    WHERE customer_id = old.id AND trashed_at = 0 GROUP BY due_on
    ON CONFLICT (due_on) DO UPDATE SET followups = followups + excluded.followups, open = open + excluded.open;
END;
CREATE TRIGGER customer_followups_are_counted_anew AFTER UPDATE OF trashed_at ON customer
WHEN (old.trashed_at = 0) <> (new.trashed_at = 0) BEGIN
  INSERT INTO followup_day
    SELECT due_on, count(*) * iif(new.trashed_at = 0, 1, -1), sum(state = 'open') * iif(new.trashed_at = 0, 1, -1) FROM followup
    WHERE customer_id = new.id AND trashed_at = 0 GROUP BY due_on
    ON CONFLICT (due_on) DO UPDATE SET followups = followups + excluded.followups, open = open + excluded.open;
END;

-- Whose birthday a day is, in whatever year.
CREATE INDEX customer_detail_by_birthday ON customer_detail
  (birthday_calendar, birthday_month, birthday_day, customer_id, birthday_year, birthday_leap) WHERE birthday_calendar <> '';

-- Who slips away and has nothing planned, without a look at each of them.
DROP INDEX customer_by_slipping;
CREATE INDEX customer_by_slipping ON customer (slipping_on, id, next_followup_on)
  WHERE trashed_at = 0 AND slipping_on < '9999-12-31';
