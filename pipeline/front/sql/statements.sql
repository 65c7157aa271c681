-- uses: issue_counts, walloon_areas
WITH planned AS (
  SELECT DISTINCT t.observation_id FROM event_tellings t JOIN events e USING (event_id) WHERE e.status = 'planned' AND t.observation_id IS NOT NULL
), standing AS (
  SELECT o.observation_id, CASE WHEN p.observation_id IS NOT NULL THEN 'planned' ELSE o.status END AS status
  FROM observations o LEFT JOIN planned p USING (observation_id)
)
SELECT
  o.observation_id, o.label_en || CASE z.status WHEN 'target' THEN ' (aim)' WHEN 'planned' THEN ' (planned)' ELSE '' END AS statement_en,
  o.label_fr || CASE z.status WHEN 'target' THEN ' (objectif)' WHEN 'planned' THEN ' (prévu)' ELSE '' END AS statement_fr,
  -- outside the series are targets and values without a period, of which none is chosen
  coalesce(v.is_main AND v.is_chosen, o.is_repeat_of IS NULL AND o.verification <> 'web_lead') AS is_main, o.verification, i.label_en AS indicator_en, i.label_fr AS indicator_fr,
  i.quantity_kind, s.label_en AS subject_en, s.label_fr AS subject_fr, n.name_en AS organisation_en, n.name_fr AS organisation_fr,
  o.organisation_id IS NOT NULL AS is_about_one_organisation,
  g.label_en AS geography_en, g.label_fr AS geography_fr, w.is_in_wallonia, r.label_en AS reference_geography_en, r.label_fr AS reference_geography_fr,
  d.label_en AS definition_en, d.label_fr AS definition_fr,
  whole_year(o.period_start, o.period_end, o.period_precision) AS year,
  CASE WHEN o.period_precision <> 'year' THEN o.period_precision WHEN year(o.period_start) = year(o.period_end) THEN 'year' ELSE 'span' END AS period_kind,
  o.period_start AS first_day, o.period_end AS last_day, o.period_basis,
  o.value, o.value_low, o.value_high, o.unit_id, u.label_en AS unit_en, u.label_fr AS unit_fr, o.qualifier, q.label_en AS qualifier_en,
  q.label_fr AS qualifier_fr, o.value_printed, z.status, x.label_en AS status_en, x.label_fr AS status_fr, z.status <> 'fact' AS is_target, o.is_part_of, o.is_repeat_of,
  coalesce(v.is_chosen AND whole_year(o.period_start, o.period_end, o.period_precision) IS NOT NULL, false) AS in_series,
  c.printed AS cited, coalesce(b.issue_count, 0) AS issue_count,
  o.indicator_id, o.subject_id, o.organisation_id, o.geography_id, o.reference_geography_id, o.definition_id, o.series_id,
  coalesce(o.citation_id, o.source_url) AS source_id, o.document_id, h.section_no, o.first_line, o.last_line, o.source_url
FROM observations o
JOIN indicators i USING (indicator_id)
JOIN units u USING (unit_id)
JOIN standing z ON z.observation_id = o.observation_id
JOIN code_lists x ON x.code_list = 'statement_status' AND x.code = z.status
JOIN code_lists q ON q.code_list = 'qualifier' AND q.code = o.qualifier
LEFT JOIN concepts s ON s.concept_id = o.subject_id
LEFT JOIN organisations n ON n.organisation_id = o.organisation_id
LEFT JOIN geographies g ON g.geography_id = o.geography_id
LEFT JOIN walloon_areas w ON w.geography_id = o.geography_id
LEFT JOIN geographies r ON r.geography_id = o.reference_geography_id
LEFT JOIN concepts d ON d.concept_id = o.definition_id
LEFT JOIN series_values v ON v.observation_id = o.observation_id
LEFT JOIN citations c ON c.citation_id = o.citation_id
LEFT JOIN document_sections h ON h.document_id = o.document_id AND o.first_line BETWEEN h.first_line AND h.last_line
LEFT JOIN issue_counts b ON b.table_name = 'statements' AND b.record_id = o.observation_id
