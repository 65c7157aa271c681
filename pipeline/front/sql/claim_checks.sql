-- uses: issue_counts
WITH recomputed_from AS (
  SELECT claim_id, string_agg(record_en, '; ' ORDER BY input_no) AS inputs_en, string_agg(record_fr, '; ' ORDER BY input_no) AS inputs_fr
  FROM claim_inputs WHERE "role" <> 'stated' GROUP BY claim_id
), contradicted AS (
  SELECT DISTINCT record_id AS claim_id FROM quality_issues WHERE table_name = 'claim_checks' AND kind = 'contradiction'
)
SELECT
  c.claim_id, c.statement_en, c.statement_fr, c.check_kind, k.label_en AS check_kind_en, k.label_fr AS check_kind_fr,
  c.verdict, v.label_en AS verdict_en, v.label_fr AS verdict_fr, CASE WHEN c.verdict <> 'truncated' THEN c.verdict <> 'inconsistent' END AS holds,
  x.claim_id IS NOT NULL AS is_contradicted,
  c.stated_value, c.stated_low, c.stated_high, c.stated_qualifier, o.value_printed,
  c.recomputed_value, c.recomputed_low, c.recomputed_high, c.difference, c.power, c.unit_id, u.label_en AS unit_en, u.label_fr AS unit_fr,
  c.formula, f.label_en AS formula_en, f.label_fr AS formula_fr, r.inputs_en, r.inputs_fr,
  c.quote_en, c.quote_fr,
  c.note AS note_en, c.note_fr, coalesce(d.issue_count, 0) AS issue_count, c.verification, c.stated_observation_id AS observation_id, c.document_id, o.first_line, o.last_line, o.source_url
FROM claims c
JOIN units u USING (unit_id)
JOIN code_lists k ON k.code_list = 'check_kind' AND k.code = c.check_kind
JOIN code_lists v ON v.code_list = 'verdict' AND v.code = c.verdict
JOIN code_lists f ON f.code_list = 'claim_formula' AND f.code = c.formula
LEFT JOIN observations o ON o.observation_id = c.stated_observation_id
LEFT JOIN recomputed_from r ON r.claim_id = c.claim_id
LEFT JOIN contradicted x ON x.claim_id = c.claim_id
LEFT JOIN issue_counts d ON d.table_name = 'claim_checks' AND d.record_id = c.claim_id
WHERE is_compared(c.verdict)
