-- uses: issue_counts
SELECT
  h.share_id, g.label_en AS geography_en, g.label_fr AS geography_fr, s.label_en AS product_en, s.label_fr AS product_fr, h.period AS year,
  d.label_en AS destination_en, d.label_fr AS destination_fr, h.status = 'residual' AS is_rest,
  h.share_pct, h.share_low_pct, h.share_high_pct, h.value_eur, h.value_low_eur, h.value_high_eur, w.value AS total_eur,
  h.status, k.label_en AS status_en, k.label_fr AS status_fr, coalesce(i.issue_count, 0) AS issue_count, h.verification,
  h.geography_id, w.subject_id AS product_id, h.partner_geography_id AS destination_id, h.part_observation_id AS observation_id,
  h.whole_observation_id AS total_observation_id, h.document_id, o.first_line, o.last_line, o.source_url
FROM export_shares h
JOIN geographies g ON g.geography_id = h.geography_id
JOIN geographies d ON d.geography_id = h.partner_geography_id
JOIN observations w ON w.observation_id = h.whole_observation_id
JOIN concepts s ON s.concept_id = w.subject_id
JOIN code_lists k ON k.code_list = 'share_status' AND k.code = h.status
LEFT JOIN observations o ON o.observation_id = h.part_observation_id
LEFT JOIN issue_counts i ON i.table_name = 'export_destinations' AND i.record_id = h.share_id
WHERE h.share_kind = 'destination'
