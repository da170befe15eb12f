-- One customer as lists show it. Uses: primary keys, contact_point_by_customer, contact_by_customer, customer_tag_by_customer.
SELECT c.id, c.uid, c.kind, c.name,
  (SELECT json_group_array(value) FROM (SELECT value FROM contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind = 'phone' ORDER BY position, id)),
  (SELECT name FROM contact WHERE customer_id = c.id AND trashed_at = 0 ORDER BY position, id LIMIT 1),
  (SELECT json_group_array(name) FROM (SELECT t.name FROM customer_tag AS ct JOIN tag AS t ON t.id = ct.tag_id AND t.trashed_at = 0
     WHERE ct.customer_id = c.id ORDER BY t.position, t.id)),
  c.stage_id, s.name, o.name, c.last_visit_on, c.next_followup_on, c.created_at
FROM customer AS c
LEFT JOIN stage AS s ON s.id = c.stage_id
LEFT JOIN owner AS o ON o.id = c.owner_id
WHERE c.id = ?1;
