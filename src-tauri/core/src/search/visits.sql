-- The newest visits whose note matches, of customers that are not in the trash. Uses: visit_fts by rowid, primary keys.
SELECT v.customer_id, v.summary, v.outcome
FROM visit_fts AS f
CROSS JOIN visit AS v ON v.id = f.rowid AND v.trashed_at = 0
CROSS JOIN customer AS c ON c.id = v.customer_id AND c.trashed_at = 0
WHERE visit_fts MATCH ?1
ORDER BY f.rowid DESC LIMIT ?2;
