-- Everything dated of one customer, newest first. ?1 customer, ?2 kinds as JSON, ?3 all kinds, ?4 limit, ?5 offset,
-- ?7 verbs whose steps are entries of another kind, ?6 local midnight in UTC less the same wall time in UTC: subtracted, it turns a moment into local wall time.
WITH entry AS (
  SELECT 'visit' AS kind, v.id, v.visited_on AS "on", v.visited_at AS at, v.summary AS text, v.outcome, k.code AS visit_kind,
    k.name AS label, NULL AS "from", o.name AS author, v.contact_id, c.name AS contact, '' AS state,
    v.visited_on AS sort_on, coalesce(v.visited_at, 0) AS sort_at
  FROM visit AS v JOIN visit_kind AS k ON k.id = v.kind_id JOIN owner AS o ON o.id = v.author_id
  LEFT JOIN contact AS c ON c.id = v.contact_id
  WHERE v.customer_id = ?1 AND v.trashed_at = 0
  UNION ALL
  SELECT 'followup', f.id, f.due_on, f.due_at, f.what, '', '', '', NULL, NULL, NULL, NULL,
    CASE WHEN f.no_show = 1 AND f.state = 'dropped' THEN 'no_show' ELSE f.state END, f.due_on, coalesce(f.due_at, 0)
  FROM followup AS f WHERE f.customer_id = ?1 AND f.trashed_at = 0
  UNION ALL
  SELECT 'file', p.id, NULL, p.added_at, p.name, '', '', '', NULL, NULL, NULL, NULL, '', date((p.added_at - ?6) / 1000, 'unixepoch'), p.added_at
  FROM file AS p WHERE p.customer_id = ?1 AND p.trashed_at = 0 AND p.visit_id IS NULL
  UNION ALL
  SELECT 'stage', e.id, NULL, e.entered_at, '', '', '', s.name,
    (SELECT p.name FROM stage_entry AS b JOIN stage AS p ON p.id = b.stage_id WHERE b.customer_id = ?1
       AND (b.entered_at, b.id) < (e.entered_at, e.id) ORDER BY b.entered_at DESC, b.id DESC LIMIT 1),
    NULL, NULL, NULL, '', date((e.entered_at - ?6) / 1000, 'unixepoch'), e.entered_at
  FROM stage_entry AS e JOIN stage AS s ON s.id = e.stage_id WHERE e.customer_id = ?1
  UNION ALL
  SELECT 'owner', w.id, NULL, w.since_at, '', '', '', o.name,
    (SELECT p.name FROM ownership AS b JOIN owner AS p ON p.id = b.owner_id WHERE b.customer_id = ?1
       AND (b.since_at, b.id) < (w.since_at, w.id) ORDER BY b.since_at DESC, b.id DESC LIMIT 1),
    NULL, NULL, NULL, '', date((w.since_at - ?6) / 1000, 'unixepoch'), w.since_at
  FROM ownership AS w JOIN owner AS o ON o.id = w.owner_id WHERE w.customer_id = ?1
  UNION ALL
  SELECT 'edit', g.id, NULL, g.at, '', '', '', '', NULL, NULL, NULL, NULL, g.state, date((g.at - ?6) / 1000, 'unixepoch'), g.at
  FROM lineage AS l JOIN change AS g ON g.id = l.change_id WHERE l.customer_id = ?1 AND g.state <> 'undone'
    AND g.verb NOT IN (SELECT value FROM json_each(?7)) AND 'edit' IN (SELECT value FROM json_each(?2))
)
SELECT kind, id, "on", at, text, outcome, visit_kind, label, "from", author, contact_id, contact, state FROM entry
WHERE ?3 OR kind IN (SELECT value FROM json_each(?2))
ORDER BY sort_on DESC, sort_at DESC, kind = 'visit' DESC, id DESC, kind LIMIT ?4 OFFSET ?5;
