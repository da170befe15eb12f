-- Recomputes the derived columns of customers (?1 to ?3) as of a day (?2), and writes only where one of them is new.
UPDATE customer SET
  sort_key = new.sort_key, stage_id = new.stage_id, owner_id = new.owner_id,
  last_visit_on = new.last_visit_on, next_followup_on = new.next_followup_on, visit_count = new.visit_count,
  birthday_on = new.birthday_on
FROM (
  SELECT
    c.id,
    name_sort_key(c.name, coalesce(d.reading, '')) AS sort_key,
    coalesce((SELECT stage_id FROM stage_entry WHERE customer_id = c.id ORDER BY entered_at DESC, id DESC LIMIT 1), 0) AS stage_id,
    coalesce((SELECT owner_id FROM ownership WHERE customer_id = c.id ORDER BY since_at DESC, id DESC LIMIT 1), 0) AS owner_id,
    coalesce((SELECT visited_on FROM visit WHERE customer_id = c.id AND trashed_at = 0 ORDER BY visited_on DESC LIMIT 1), '') AS last_visit_on,
    coalesce((SELECT due_on FROM followup INDEXED BY followup_open_by_customer WHERE customer_id = c.id AND state = 'open' AND trashed_at = 0 ORDER BY due_on LIMIT 1), '9999-12-31') AS next_followup_on,
    (SELECT count(*) FROM visit WHERE customer_id = c.id AND trashed_at = 0) AS visit_count,
    CASE WHEN coalesce(d.birthday_calendar, '') = '' THEN '9999-12-31'
      ELSE next_birthday(d.birthday_calendar, d.birthday_month, d.birthday_day, d.birthday_leap, ?2) END AS birthday_on
  FROM customer AS c LEFT JOIN customer_detail AS d ON d.customer_id = c.id WHERE c.id BETWEEN ?1 AND ?3
) AS new
WHERE customer.id = new.id AND (
  customer.sort_key <> new.sort_key OR customer.stage_id <> new.stage_id OR customer.owner_id <> new.owner_id OR
  customer.last_visit_on <> new.last_visit_on OR customer.next_followup_on <> new.next_followup_on OR
  customer.visit_count <> new.visit_count OR customer.birthday_on <> new.birthday_on);
