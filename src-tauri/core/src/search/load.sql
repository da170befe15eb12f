-- Everything searchable of one customer, newest order of everything as the user sees it.
SELECT c.name, coalesce(d.note, ''),
  (SELECT json_group_array(name) FROM (SELECT name FROM contact WHERE customer_id = c.id AND trashed_at = 0 ORDER BY position, id)),
  (SELECT json_group_array(value) FROM (SELECT value FROM contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind = 'phone' ORDER BY position, id)),
  (SELECT json_group_array(value) FROM (SELECT value FROM contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind <> 'phone' ORDER BY position, id)),
  (SELECT json_group_array(name) FROM (SELECT t.name FROM customer_tag AS ct JOIN tag AS t ON t.id = ct.tag_id AND t.trashed_at = 0
     WHERE ct.customer_id = c.id ORDER BY t.position, t.id)),
  coalesce(d.reading, '')
FROM customer AS c LEFT JOIN customer_detail AS d ON d.customer_id = c.id
WHERE c.id = ?1 AND c.trashed_at = 0;
