-- uses: directed_relations, issue_counts
WITH ties AS (
  SELECT record_id, subject_id, relation_type, object_id, bool_and(status = 'former') AS is_former, min(year) AS first_year, count(*) AS statement_count,
    string_agg(relation_id, '; ' ORDER BY document_id, first_line, relation_id) AS relation_ids,
    string_agg(DISTINCT document_id, '; ' ORDER BY document_id) AS document_ids,
    string_agg(line_range(first_line, last_line), '; ' ORDER BY document_id, first_line, relation_id) AS lines
  FROM directed_relations GROUP BY record_id, subject_id, relation_type, object_id
), disputed AS (
  SELECT DISTINCT record_id FROM quality_issues WHERE table_name = 'relationships' AND kind = 'contradiction'
), rival AS (
  -- all ties of a subject and type of which one is disputed, each with the others
  SELECT t.record_id, string_agg(o.name_en, '; ' ORDER BY o.name_en) AS other_objects_en, string_agg(o.name_fr, '; ' ORDER BY o.name_fr) AS other_objects_fr
  FROM ties t
  JOIN ties u ON u.subject_id = t.subject_id AND u.relation_type = t.relation_type AND u.object_id <> t.object_id
  JOIN organisations o ON o.organisation_id = u.object_id
  WHERE (t.subject_id, t.relation_type) IN (SELECT (subject_id, relation_type) FROM ties JOIN disputed USING (record_id))
  GROUP BY t.record_id
)
SELECT
  t.record_id, s.name_en AS subject_en, s.name_fr AS subject_fr,
  k.label_en AS relation_en, k.label_fr AS relation_fr, o.name_en AS object_en, o.name_fr AS object_fr,
  k.inverse_label_en AS inverse_relation_en, k.inverse_label_fr AS inverse_relation_fr, k.is_symmetric, t.is_former,
  p.record_id IS NOT NULL AS is_disputed, r.other_objects_en, r.other_objects_fr, t.first_year, t.statement_count, coalesce(d.issue_count, 0) AS issue_count,
  s.in_cartography AND o.in_cartography AS both_in_cartography, e.label_en AS subject_type_en, e.label_fr AS subject_type_fr,
  f.label_en AS object_type_en, f.label_fr AS object_type_fr, s.organisation_type AS subject_type, o.organisation_type AS object_type,
  t.subject_id, t.relation_type, t.object_id, t.relation_ids, t.document_ids, t.lines
FROM ties t
JOIN organisations s ON s.organisation_id = t.subject_id
JOIN organisations o ON o.organisation_id = t.object_id
JOIN concepts k ON k.concept_id = t.relation_type
JOIN concepts e ON e.concept_id = s.organisation_type
JOIN concepts f ON f.concept_id = o.organisation_type
LEFT JOIN disputed p ON p.record_id = t.record_id
LEFT JOIN rival r ON r.record_id = t.record_id
LEFT JOIN issue_counts d ON d.table_name = 'relationships' AND d.record_id = t.record_id
