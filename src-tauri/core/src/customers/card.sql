-- One customer with its cold part. Uses: primary keys.
SELECT c.id, c.uid, c.kind, c.name, c.stage_id, s.name, c.owner_id, o.name, c.last_visit_on,
  coalesce(d.note, ''), coalesce(d.birthday_calendar, ''), coalesce(d.birthday_year, 0), coalesce(d.birthday_month, 0),
  coalesce(d.birthday_day, 0), coalesce(d.birthday_leap, 0), c.visit_count, c.created_at, c.updated_at, c.trashed_at, coalesce(d.reading, '')
FROM customer AS c
LEFT JOIN customer_detail AS d ON d.customer_id = c.id
LEFT JOIN stage AS s ON s.id = c.stage_id
LEFT JOIN owner AS o ON o.id = c.owner_id
WHERE c.id = ?1;
