-- The views that reports and scripts read; docs/SCHEMA.md promises them. What is in the trash is in none.
CREATE TEMP VIEW v_book AS
SELECT (SELECT value FROM main.book_setting WHERE key = 'uid') AS uid, 1 AS views_version,
  (SELECT value FROM main.book_setting WHERE key = 'language') AS language,
  (SELECT value FROM main.book_setting WHERE key = 'home_country') AS home_country,
  (SELECT value FROM main.book_setting WHERE key = 'currency') AS currency,
  CAST(coalesce((SELECT value FROM main.book_setting WHERE key = 'currency_exponent'), '2') AS INTEGER) AS currency_exponent,
  coalesce((SELECT max(id) FROM main.change), 0) AS change_number,
  (SELECT n FROM main.book_version) AS version;

CREATE TEMP VIEW v_customers AS
SELECT c.id, c.uid, c.kind, c.name, nullif(d.reading, '') AS reading,
  s.name AS stage, nullif(c.stage_id, 0) AS stage_id, o.name AS owner, nullif(c.owner_id, 0) AS owner_id,
  (SELECT value FROM main.contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind = 'phone' ORDER BY position, id LIMIT 1) AS phone,
  (SELECT value FROM main.contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind = 'email' ORDER BY position, id LIMIT 1) AS email,
  (SELECT value FROM main.contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind = 'wechat' ORDER BY position, id LIMIT 1) AS wechat,
  (SELECT value FROM main.contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind = 'address' ORDER BY position, id LIMIT 1) AS address,
  (SELECT name FROM main.contact WHERE customer_id = c.id AND trashed_at = 0 ORDER BY position, id LIMIT 1) AS contact,
  (SELECT group_concat(name, ', ') FROM (SELECT t.name FROM main.customer_tag AS ct JOIN main.tag AS t ON t.id = ct.tag_id AND t.trashed_at = 0
     WHERE ct.customer_id = c.id ORDER BY t.position, t.id)) AS tags,
  nullif(d.birthday_calendar, '') AS birthday_calendar,
  CASE WHEN d.birthday_calendar <> '' THEN
    CASE d.birthday_year WHEN 0 THEN '-' ELSE printf('%04d', d.birthday_year) END || printf('-%02d-%02d', d.birthday_month, d.birthday_day) END AS birthday,
  CASE WHEN d.birthday_calendar <> '' THEN d.birthday_leap END AS birthday_leap,
  nullif(c.birthday_on, '9999-12-31') AS next_birthday_on,
  nullif(c.last_visit_on, '') AS last_visit_on, nullif(c.next_followup_on, '9999-12-31') AS next_followup_on,
  nullif(d.cadence_days, 0) AS cadence_days, nullif(c.visit_due_on, '9999-12-31') AS visit_due_on, nullif(c.slipping_on, '9999-12-31') AS slipping_on,
  CASE WHEN c.lat < 999000000 THEN c.lat / 1000000.0 END AS latitude, CASE WHEN c.lat < 999000000 THEN c.lon / 1000000.0 END AS longitude,
  c.visit_count AS visits, nullif(d.note, '') AS note, c.created_at, c.updated_at
FROM main.customer AS c
LEFT JOIN main.customer_detail AS d ON d.customer_id = c.id
LEFT JOIN main.stage AS s ON s.id = c.stage_id
LEFT JOIN main.owner AS o ON o.id = c.owner_id
WHERE c.trashed_at = 0;

CREATE TEMP VIEW v_contacts AS
SELECT k.id, k.uid, k.customer_id, c.name AS customer, k.name, nullif(k.role, '') AS role, nullif(k.note, '') AS note
FROM main.contact AS k JOIN main.customer AS c ON c.id = k.customer_id AND c.trashed_at = 0 WHERE k.trashed_at = 0;

CREATE TEMP VIEW v_contact_points AS
SELECT p.id, p.uid, p.customer_id, c.name AS customer, p.contact_id, k.name AS contact, p.kind, nullif(p.label, '') AS label, p.value, p.raw
FROM main.contact_point AS p JOIN main.customer AS c ON c.id = p.customer_id AND c.trashed_at = 0
LEFT JOIN main.contact AS k ON k.id = p.contact_id WHERE p.trashed_at = 0;

CREATE TEMP VIEW v_tags AS
SELECT t.id, t.uid, t.name, g.name AS tag_group, nullif(t.color, '') AS color,
  nullif(t.cadence_days, 0) AS cadence_days,
  (SELECT count(*) FROM main.customer_tag AS ct JOIN main.customer AS c ON c.id = ct.customer_id AND c.trashed_at = 0 WHERE ct.tag_id = t.id) AS customers
FROM main.tag AS t LEFT JOIN main.tag_group AS g ON g.id = t.group_id AND g.trashed_at = 0 WHERE t.trashed_at = 0;

CREATE TEMP VIEW v_customer_tags AS
SELECT ct.customer_id, c.name AS customer, ct.tag_id, t.name AS tag, g.name AS tag_group
FROM main.customer_tag AS ct JOIN main.customer AS c ON c.id = ct.customer_id AND c.trashed_at = 0
JOIN main.tag AS t ON t.id = ct.tag_id AND t.trashed_at = 0 LEFT JOIN main.tag_group AS g ON g.id = t.group_id AND g.trashed_at = 0;

CREATE TEMP VIEW v_stages AS
SELECT id, uid, name, position, nullif(color, '') AS color, nullif(cadence_days, 0) AS cadence_days FROM main.stage WHERE trashed_at = 0;

CREATE TEMP VIEW v_stage_history AS
SELECT e.id, e.customer_id, c.name AS customer, e.stage_id, s.name AS stage, e.entered_at
FROM main.stage_entry AS e JOIN main.customer AS c ON c.id = e.customer_id AND c.trashed_at = 0 JOIN main.stage AS s ON s.id = e.stage_id;

CREATE TEMP VIEW v_owners AS
SELECT id, uid, name, is_me FROM main.owner WHERE trashed_at = 0;

CREATE TEMP VIEW v_owner_history AS
SELECT w.id, w.customer_id, c.name AS customer, w.owner_id, o.name AS owner, w.since_at
FROM main.ownership AS w JOIN main.customer AS c ON c.id = w.customer_id AND c.trashed_at = 0 JOIN main.owner AS o ON o.id = w.owner_id;

CREATE TEMP VIEW v_fields AS
SELECT id, uid, record, label, type, nullif(unit, '') AS unit, nullif(section, '') AS section, position FROM main.field WHERE trashed_at = 0;

CREATE TEMP VIEW v_values AS
SELECT v.customer_id, c.name AS customer, v.field_id, f.label AS field, f.type,
  CASE f.type WHEN 'choice' THEN q.label WHEN 'multi_choice' THEN q.label WHEN 'yes_no' THEN CASE v.number WHEN 1 THEN 'yes' ELSE 'no' END ELSE v.text END AS text,
  CASE f.type WHEN 'number' THEN v.number / 1000000.0 WHEN 'money' THEN v.number * 1.0 / x.unit WHEN 'yes_no' THEN v.number END AS number,
  CASE f.type WHEN 'money' THEN v.number END AS amount_minor
FROM main.customer_value AS v JOIN main.customer AS c ON c.id = v.customer_id AND c.trashed_at = 0
JOIN main.field AS f ON f.id = v.field_id AND f.trashed_at = 0
JOIN (SELECT CASE coalesce((SELECT value FROM main.book_setting WHERE key = 'currency_exponent'), '2') WHEN '0' THEN 1 WHEN '3' THEN 1000 ELSE 100 END AS unit) AS x
LEFT JOIN main.field_option AS q ON q.id = v.number AND f.type IN ('choice', 'multi_choice');

CREATE TEMP VIEW v_visits AS
SELECT v.id, v.uid, v.customer_id, c.name AS customer, v.visited_on, v.visited_at, v.offset_minutes, nullif(n.code, '') AS kind_code, n.name AS kind,
  v.author_id, o.name AS author, v.contact_id, k.name AS contact, nullif(v.summary, '') AS summary, nullif(v.outcome, '') AS outcome, v.data,
  v.created_at, v.updated_at
FROM main.visit AS v JOIN main.customer AS c ON c.id = v.customer_id AND c.trashed_at = 0
JOIN main.visit_kind AS n ON n.id = v.kind_id JOIN main.owner AS o ON o.id = v.author_id
LEFT JOIN main.contact AS k ON k.id = v.contact_id WHERE v.trashed_at = 0;

CREATE TEMP VIEW v_visit_values AS
SELECT v.visit_id, w.customer_id, v.field_id, f.label AS field, f.type,
  CASE f.type WHEN 'choice' THEN q.label WHEN 'multi_choice' THEN q.label WHEN 'yes_no' THEN CASE v.number WHEN 1 THEN 'yes' ELSE 'no' END ELSE v.text END AS text,
  CASE f.type WHEN 'number' THEN v.number / 1000000.0 WHEN 'money' THEN v.number * 1.0 / x.unit WHEN 'yes_no' THEN v.number END AS number,
  CASE f.type WHEN 'money' THEN v.number END AS amount_minor
FROM main.visit_value AS v JOIN main.visit AS w ON w.id = v.visit_id AND w.trashed_at = 0
JOIN main.customer AS c ON c.id = w.customer_id AND c.trashed_at = 0
JOIN main.field AS f ON f.id = v.field_id AND f.trashed_at = 0
JOIN (SELECT CASE coalesce((SELECT value FROM main.book_setting WHERE key = 'currency_exponent'), '2') WHEN '0' THEN 1 WHEN '3' THEN 1000 ELSE 100 END AS unit) AS x
LEFT JOIN main.field_option AS q ON q.id = v.number AND f.type IN ('choice', 'multi_choice');

CREATE TEMP VIEW v_followups AS
SELECT f.id, f.uid, f.customer_id, c.name AS customer, f.due_on, f.due_at, f.ends_at, nullif(f.place, '') AS place,
  CASE f.priority WHEN 1 THEN 'high' WHEN -1 THEN 'low' ELSE 'normal' END AS priority, nullif(f.repeat_rule, '') AS repeat_rule,
  nullif(f.series, '') AS series, nullif(f.remind_at, 0) AS remind_at, f.moved, f.no_show, nullif(f.what, '') AS what, f.state, nullif(f.closed_at, 0) AS closed_at,
  f.visit_id, f.created_at, f.updated_at
FROM main.followup AS f JOIN main.customer AS c ON c.id = f.customer_id AND c.trashed_at = 0 WHERE f.trashed_at = 0;

CREATE TEMP VIEW v_files AS
SELECT f.id, f.uid, f.customer_id, c.name AS customer, f.visit_id, f.name, f.kind, f.size, f.hash, f.is_portrait, f.added_at
FROM main.file AS f JOIN main.customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
LEFT JOIN main.visit AS v ON v.id = f.visit_id WHERE f.trashed_at = 0 AND coalesce(v.trashed_at, 0) = 0;

CREATE TEMP VIEW v_segments AS
SELECT id, uid, name, nullif(color, '') AS color, rule FROM main.segment WHERE trashed_at = 0;

CREATE TEMP VIEW v_changes AS
SELECT id, verb, args, at, state, customers FROM main.change;

CREATE TEMP VIEW v_customer_changes AS
SELECT l.customer_id, l.change_id, nullif(l.source_row, 0) AS source_row FROM main.lineage AS l;

CREATE TEMP VIEW v_merges AS
SELECT m.id, m.customer_id, c.name AS customer, m.merged_id, m.merged_uid, m.merged_name, m.merged_at
FROM main.merge AS m JOIN main.customer AS c ON c.id = m.customer_id;
