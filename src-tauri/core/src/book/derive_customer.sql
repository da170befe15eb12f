-- Recomputes the derived columns of customers (?1 to ?3) as of a day (?2), and writes only where one of them is new.
UPDATE customer SET
  sort_key = new.sort_key, stage_id = new.stage_id, owner_id = new.owner_id,
  last_visit_on = new.last_visit_on, next_followup_on = new.next_followup_on, visit_count = new.visit_count,
  birthday_on = new.birthday_on, visit_due_on = new.visit_due_on, slipping_on = new.slipping_on, lat = new.lat, lon = new.lon
FROM (
  WITH base AS MATERIALIZED (
    SELECT
      c.id, c.created_at, coalesce(d.cadence_days, 0) AS own_cadence,
      name_sort_key(c.name, coalesce(d.reading, '')) AS sort_key,
      coalesce((SELECT stage_id FROM stage_entry WHERE customer_id = c.id ORDER BY entered_at DESC, id DESC LIMIT 1), 0) AS stage_id,
      coalesce((SELECT owner_id FROM ownership WHERE customer_id = c.id ORDER BY since_at DESC, id DESC LIMIT 1), 0) AS owner_id,
      -- The latest days with visits: the rhythm is in them.
      coalesce((SELECT group_concat(visited_on) FROM (
        SELECT DISTINCT visited_on FROM visit WHERE customer_id = c.id AND trashed_at = 0 ORDER BY visited_on DESC LIMIT 13)), '') AS days,
      coalesce((SELECT due_on FROM followup INDEXED BY followup_open_by_customer WHERE customer_id = c.id AND state = 'open' AND trashed_at = 0 ORDER BY due_on LIMIT 1), '9999-12-31') AS next_followup_on,
      (SELECT count(*) FROM visit WHERE customer_id = c.id AND trashed_at = 0) AS visit_count,
      CASE WHEN coalesce(d.birthday_calendar, '') = '' THEN '9999-12-31'
        ELSE next_birthday(d.birthday_calendar, d.birthday_month, d.birthday_day, d.birthday_leap, ?2) END AS birthday_on,
      (SELECT min(t.cadence_days) FROM customer_tag AS ct JOIN tag AS t ON t.id = ct.tag_id
        WHERE ct.customer_id = c.id AND t.trashed_at = 0 AND t.cadence_days > 0) AS tag_cadence,
      CASE WHEN coalesce(d.place_precision, '') = '' THEN coalesce((SELECT place_of(value, (SELECT value FROM book_setting WHERE key = 'home_country'))
        FROM contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind = 'address' ORDER BY position, id LIMIT 1), '')
        ELSE d.place_lat || ',' || d.place_lon END AS place
    FROM customer AS c LEFT JOIN customer_detail AS d ON d.customer_id = c.id WHERE c.id BETWEEN ?1 AND ?3
  ), timed AS (
    SELECT *, substr(days, 1, 10) AS last_visit_on,
      CASE WHEN own_cadence > 0 THEN own_cadence ELSE coalesce((SELECT min(days) FROM (SELECT tag_cadence AS days
        UNION ALL SELECT cadence_days FROM stage WHERE id = base.stage_id AND trashed_at = 0 AND cadence_days > 0)), 0) END AS cadence
    FROM base
  )
  SELECT id, sort_key, stage_id, owner_id, last_visit_on, next_followup_on, visit_count, birthday_on,
    CASE WHEN cadence = 0 THEN '9999-12-31'
      -- Who was never seen is due so long after they came into the book.
      ELSE coalesce(date(CASE last_visit_on WHEN '' THEN date(created_at / 1000, 'unixepoch') ELSE last_visit_on END, '+' || cadence || ' days'), '9999-12-31') END AS visit_due_on,
    slipping_day(days, cadence) AS slipping_on,
    CASE place WHEN '' THEN 999000000 ELSE CAST(substr(place, 1, instr(place, ',') - 1) AS INTEGER) END AS lat,
    CASE place WHEN '' THEN 999000000 ELSE CAST(substr(place, instr(place, ',') + 1) AS INTEGER) END AS lon
  FROM timed
) AS new
WHERE customer.id = new.id AND (
  customer.sort_key <> new.sort_key OR customer.stage_id <> new.stage_id OR customer.owner_id <> new.owner_id OR
  customer.last_visit_on <> new.last_visit_on OR customer.next_followup_on <> new.next_followup_on OR
  customer.visit_count <> new.visit_count OR customer.birthday_on <> new.birthday_on OR
  customer.visit_due_on <> new.visit_due_on OR customer.slipping_on <> new.slipping_on OR
  customer.lat <> new.lat OR customer.lon <> new.lon);
