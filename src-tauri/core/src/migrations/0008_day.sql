-- The day. An appointment is a follow-up with a beginning and an end. `priority`: -1 low, 0 normal, 1 high.
ALTER TABLE followup ADD COLUMN priority INTEGER NOT NULL DEFAULT 0 CHECK (priority IN (-1, 0, 1));
ALTER TABLE followup ADD COLUMN ends_at INTEGER;                       -- none for what is no appointment
ALTER TABLE followup ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- What comes again: the rule (RFC 5545), the first day or local time of all, and the one of them that this is, each as
-- `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. `series` is the uid of the first, the same in all.
ALTER TABLE followup ADD COLUMN repeat_rule TEXT NOT NULL DEFAULT '';
ALTER TABLE followup ADD COLUMN repeat_from TEXT NOT NULL DEFAULT '';
ALTER TABLE followup ADD COLUMN repeat_turn TEXT NOT NULL DEFAULT '';
ALTER TABLE followup ADD COLUMN series TEXT NOT NULL DEFAULT '';
ALTER TABLE followup ADD COLUMN remind_at INTEGER NOT NULL DEFAULT 0;  -- 0 for no reminder
ALTER TABLE followup ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;      -- how often it was put off or brought forward
ALTER TABLE followup ADD COLUMN moved_at INTEGER NOT NULL DEFAULT 0;   -- the last time
ALTER TABLE followup ADD COLUMN no_show INTEGER NOT NULL DEFAULT 0;    -- of a dropped one: nobody came
CREATE INDEX followup_to_remind ON followup (remind_at, id) WHERE state = 'open' AND trashed_at = 0 AND remind_at > 0;
CREATE INDEX followup_by_series ON followup (series, repeat_turn) WHERE series <> '';
CREATE INDEX followup_closed ON followup (closed_at, id) WHERE trashed_at = 0 AND closed_at > 0;
CREATE INDEX followup_moved ON followup (moved_at, id) WHERE state = 'open' AND trashed_at = 0 AND moved_at > 0;
-- Closed ones too: a calendar shows what was.
CREATE INDEX followup_by_day ON followup (due_on, due_at, id, customer_id) WHERE trashed_at = 0;
-- What comes again, and so stands in a calendar more than once.
CREATE INDEX followup_repeating ON followup (id) WHERE state = 'open' AND trashed_at = 0 AND repeat_rule <> '';

-- Which reminders were told, so that each is told once. Not journaled: nobody takes it back.
CREATE TABLE reminder (
  followup_id INTEGER PRIMARY KEY REFERENCES followup (id) ON DELETE CASCADE,
  remind_at   INTEGER NOT NULL,   -- the one that was told
  told_at     INTEGER NOT NULL
) STRICT;

-- How often somebody should be seen, in days; 0 for nothing said. The customer's own goes first, then the shortest of
-- their tags and stage.
ALTER TABLE customer_detail ADD COLUMN cadence_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tag ADD COLUMN cadence_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stage ADD COLUMN cadence_days INTEGER NOT NULL DEFAULT 0;

-- Where somebody is, as the user says: millionths of a degree (WGS-84), how exactly ('' for nothing said, else `point`,
-- `town`, `district`, `city`, `province`), where it is from (`typed`, `link`), and what was typed.
ALTER TABLE customer_detail ADD COLUMN place_lat INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_detail ADD COLUMN place_lon INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_detail ADD COLUMN place_precision TEXT NOT NULL DEFAULT '';
ALTER TABLE customer_detail ADD COLUMN place_source TEXT NOT NULL DEFAULT '';
ALTER TABLE customer_detail ADD COLUMN place_raw TEXT NOT NULL DEFAULT '';
-- When a visit may begin, in minutes of the day; both 0 for any time.
ALTER TABLE customer_detail ADD COLUMN open_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_detail ADD COLUMN open_until INTEGER NOT NULL DEFAULT 0;

-- Derived: the day on which the cadence asks for the next visit, the day from which they have stayed away for much longer
-- than they used to, and where they are, from their place or address; 999000000 for nowhere.
ALTER TABLE customer ADD COLUMN visit_due_on TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE customer ADD COLUMN slipping_on TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE customer ADD COLUMN lat INTEGER NOT NULL DEFAULT 999000000;
ALTER TABLE customer ADD COLUMN lon INTEGER NOT NULL DEFAULT 999000000;
CREATE INDEX customer_by_visit_due ON customer (visit_due_on, id) WHERE trashed_at = 0 AND visit_due_on < '9999-12-31';
CREATE INDEX customer_by_slipping ON customer (slipping_on, id) WHERE trashed_at = 0 AND slipping_on < '9999-12-31';
CREATE INDEX customer_by_lat ON customer (lat, lon, id) WHERE trashed_at = 0 AND lat < 999000000;

-- A day's visits in the order that the user wants; without rows it is the program's. `started_at` 0: not yet on the way.
CREATE TABLE day_plan (
  plan_on    TEXT PRIMARY KEY,
  started_at INTEGER NOT NULL DEFAULT 0,
  is_manual  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- Stops of a day: `position` from 0; `state` is `planned`, or `skipped` for what is not to be visited that day.
CREATE TABLE day_stop (
  plan_on     TEXT NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  position    INTEGER NOT NULL,
  state       TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'skipped')),
  PRIMARY KEY (plan_on, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX day_stop_by_customer ON day_stop (customer_id, plan_on);

-- All that is derived is worked out anew when the book is next opened to be written.
UPDATE book_version SET derived_on = '';
