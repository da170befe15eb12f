-- What stands beside the customers: lists of the user, settings.
SELECT json_array('tag', t.name, t.color, g.name, t.trashed_at > 0, t.cadence_days) FROM tag AS t LEFT JOIN tag_group AS g ON g.id = t.group_id
UNION ALL SELECT json_array('tag_group', name, exclusive, trashed_at > 0) FROM tag_group
UNION ALL SELECT json_array('stage', name, color, position, trashed_at > 0, cadence_days) FROM stage
UNION ALL SELECT json_array('owner', name, is_me, color, trashed_at > 0) FROM owner
UNION ALL SELECT json_array('visit_kind', code, name, position, trashed_at > 0) FROM visit_kind
UNION ALL SELECT json_array('field', f.record, f.label, f.type, f.unit, f.trashed_at > 0, f.help, f.section, f.required, f.in_lists,
  other.label, coalesce(want.label, f.shown_if_number), f.shown_if_text,
  (SELECT json_group_array(x) FROM (SELECT json_array(label, color, trashed_at > 0) AS x FROM field_option WHERE field_id = f.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT json_array(coalesce(q.label, d.number), d.text) AS x FROM field_default AS d
     LEFT JOIN field_option AS q ON q.id = d.number AND f.type IN ('choice', 'multi_choice') WHERE d.field_id = f.id ORDER BY x)),
  (SELECT json_group_array(x) FROM (SELECT k.name AS x FROM visit_kind_field AS b JOIN visit_kind AS k ON k.id = b.kind_id
     WHERE b.field_id = f.id ORDER BY x)))
  FROM field AS f LEFT JOIN field AS other ON other.id = f.shown_if_field
  LEFT JOIN field_option AS want ON want.id = f.shown_if_number AND other.type IN ('choice', 'multi_choice')
UNION ALL SELECT json_array('segment', name, color, rule, columns, sort, position, trashed_at > 0) FROM segment
UNION ALL SELECT json_array('day_plan', plan_on, started_at, is_manual) FROM day_plan
UNION ALL SELECT json_array('setting', key, value) FROM book_setting WHERE key <> 'uid';
