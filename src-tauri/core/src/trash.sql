SELECT 'customer' AS record, id, name AS title, NULL AS customer, trashed_at FROM customer WHERE trashed_at > 0
UNION ALL SELECT 'tag', id, name, NULL, trashed_at FROM tag WHERE trashed_at > 0
UNION ALL SELECT 'tag_group', id, name, NULL, trashed_at FROM tag_group WHERE trashed_at > 0
UNION ALL SELECT 'stage', id, name, NULL, trashed_at FROM stage WHERE trashed_at > 0
UNION ALL SELECT 'owner', id, name, NULL, trashed_at FROM owner WHERE trashed_at > 0
UNION ALL SELECT 'segment', id, name, NULL, trashed_at FROM segment WHERE trashed_at > 0
UNION ALL SELECT 'field', id, label, NULL, trashed_at FROM field WHERE trashed_at > 0
UNION ALL SELECT 'field_option', o.id, f.label || ': ' || o.label, NULL, o.trashed_at FROM field_option AS o JOIN field AS f ON f.id = o.field_id AND f.trashed_at = 0 WHERE o.trashed_at > 0
UNION ALL SELECT 'visit_kind', id, name, NULL, trashed_at FROM visit_kind WHERE trashed_at > 0
UNION ALL SELECT 'contact', k.id, k.name, c.name, k.trashed_at FROM contact AS k JOIN customer AS c ON c.id = k.customer_id AND c.trashed_at = 0 WHERE k.trashed_at > 0
UNION ALL SELECT 'contact_point', p.id, p.raw, c.name, p.trashed_at FROM contact_point AS p JOIN customer AS c ON c.id = p.customer_id AND c.trashed_at = 0
  WHERE p.trashed_at > 0 AND (p.contact_id IS NULL OR EXISTS (SELECT 1 FROM contact AS k WHERE k.id = p.contact_id AND k.trashed_at = 0))
UNION ALL SELECT 'visit', v.id, substr(v.summary || v.outcome, 1, 80), c.name, v.trashed_at FROM visit AS v JOIN customer AS c ON c.id = v.customer_id AND c.trashed_at = 0 WHERE v.trashed_at > 0
UNION ALL SELECT 'followup', f.id, f.due_on || ' ' || substr(f.what, 1, 80), c.name, f.trashed_at FROM followup AS f JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0 WHERE f.trashed_at > 0
UNION ALL SELECT 'file', f.id, f.name, c.name, f.trashed_at FROM file AS f JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
  WHERE f.trashed_at > 0 AND (f.visit_id IS NULL OR EXISTS (SELECT 1 FROM visit AS v WHERE v.id = f.visit_id AND v.trashed_at = 0))
