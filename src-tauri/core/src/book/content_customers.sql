-- Each customer as one canonical JSON text: children sorted by their own text, no ids, uids or times of writing.
SELECT json_array(
  c.kind, c.name, c.trashed_at > 0,
  (SELECT json_array(note, birthday_calendar, birthday_year, birthday_month, birthday_day, birthday_leap, reading,
       cadence_days, place_lat, place_lon, place_precision, place_source, place_raw, open_from, open_until)
     FROM customer_detail AS d WHERE d.customer_id = c.id
       AND (note <> '' OR birthday_calendar <> '' OR reading <> '' OR cadence_days > 0 OR place_precision <> '' OR open_until > 0)),
  (SELECT json_group_array(x) FROM (SELECT t.name AS x FROM customer_tag AS ct JOIN tag AS t ON t.id = ct.tag_id
     WHERE ct.customer_id = c.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(s.name, e.entered_at) AS x FROM stage_entry AS e JOIN stage AS s ON s.id = e.stage_id
     WHERE e.customer_id = c.id ORDER BY e.entered_at, x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(o.name, w.since_at) AS x FROM ownership AS w JOIN owner AS o ON o.id = w.owner_id
     WHERE w.customer_id = c.id ORDER BY w.since_at, x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(k.name, k.role, k.note, k.trashed_at > 0) AS x FROM contact AS k
     WHERE k.customer_id = c.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(p.kind, p.label, p.value, p.raw, k.name, p.trashed_at > 0) AS x
     FROM contact_point AS p LEFT JOIN contact AS k ON k.id = p.contact_id WHERE p.customer_id = c.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(f.label, f.type, coalesce(q.label, v.number), v.text) AS x
     FROM customer_value AS v JOIN field AS f ON f.id = v.field_id
     LEFT JOIN field_option AS q ON q.id = v.number AND f.type IN ('choice', 'multi_choice')
     WHERE v.customer_id = c.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(v.visited_on, v.visited_at, v.offset_minutes, n.name, o.name, k.name,
       v.summary, v.outcome, v.data, v.trashed_at > 0,
       (SELECT json_group_array(y) FROM (SELECT json_array(f.label, f.type, coalesce(q.label, w.number), w.text) AS y
          FROM visit_value AS w JOIN field AS f ON f.id = w.field_id
          LEFT JOIN field_option AS q ON q.id = w.number AND f.type IN ('choice', 'multi_choice')
          WHERE w.visit_id = v.id ORDER BY y)),
       (SELECT json_group_array(y) FROM (SELECT json_array(a.name, a.kind, a.hash, a.is_portrait, a.trashed_at > 0) AS y
          FROM file AS a WHERE a.visit_id = v.id ORDER BY y))) AS x
     FROM visit AS v JOIN visit_kind AS n ON n.id = v.kind_id JOIN owner AS o ON o.id = v.author_id
     LEFT JOIN contact AS k ON k.id = v.contact_id WHERE v.customer_id = c.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(f.due_on, f.due_at, f.what, f.state, f.closed_at, f.trashed_at > 0,
       f.priority, f.ends_at, f.place, f.repeat_rule, f.repeat_from, f.repeat_turn, f.remind_at, f.moved, f.moved_at, f.no_show) AS x
     FROM followup AS f WHERE f.customer_id = c.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(plan_on, position, state) AS x FROM day_stop WHERE customer_id = c.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(name, kind, hash, is_portrait, trashed_at > 0) AS x FROM file
     WHERE customer_id = c.id AND visit_id IS NULL ORDER BY x))
) FROM customer AS c;
