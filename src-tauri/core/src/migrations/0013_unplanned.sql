-- Who slips away and has nothing planned: at hand in their order, however many of the others there are.
CREATE INDEX customer_unplanned_by_slipping ON customer (slipping_on, id, next_followup_on)
  WHERE trashed_at = 0 AND slipping_on < '9999-12-31' AND next_followup_on = '9999-12-31';

DROP INDEX customer_by_slipping;
CREATE INDEX customer_by_slipping ON customer (slipping_on, id) WHERE trashed_at = 0 AND slipping_on < '9999-12-31';
