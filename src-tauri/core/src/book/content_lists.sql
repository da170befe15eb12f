-- What stands beside the customers: lists of the user, settings.
SELECT json_array('tag', t.name, t.color, g.name, t.trashed_at > 0) FROM tag AS t LEFT JOIN tag_group AS g ON g.id = t.group_id
UNION ALL SELECT json_array('tag_group', name, exclusive, trashed_at > 0) FROM tag_group
UNION ALL SELECT json_array('stage', name, color, position, trashed_at > 0) FROM stage
UNION ALL SELECT json_array('owner', name, is_me, color, trashed_at > 0) FROM owner
UNION ALL SELECT json_array('visit_kind', code, name, position, trashed_at > 0) FROM visit_kind
UNION ALL SELECT json_array('field', f.record, f.label, f.type, f.unit, f.trashed_at > 0,
  (SELECT json_group_array(x) FROM (SELECT json_array(label, color, trashed_at > 0) AS x FROM field_option WHERE field_id = f.id ORDER BY x)))
  FROM field AS f
UNION ALL SELECT json_array('setting', key, value) FROM book_setting WHERE key <> 'uid';
