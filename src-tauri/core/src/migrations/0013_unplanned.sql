-- Who slips away and has nothing planned: at hand in their order, however many of the others there are. With `trashed_at` among
-- the terms, not the columns, SQLite 3.51 would look at each customer to count them.
CREATE INDEX customer_unplanned_by_slipping ON customer (slipping_on, id, trashed_at)
  WHERE slipping_on < '9999-12-31' AND next_followup_on = '9999-12-31';

DROP INDEX customer_by_slipping;
CREATE INDEX customer_by_slipping ON customer (slipping_on, id) WHERE trashed_at = 0 AND slipping_on < '9999-12-31';
