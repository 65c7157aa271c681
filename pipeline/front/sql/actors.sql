-- uses: organisation_facts, areas_of_localities
WITH RECURSIVE above AS (
  SELECT concept_id AS approach_id, concept_id AS above_id FROM concepts
  UNION ALL
  SELECT a.approach_id, k.broader_id FROM above a JOIN concepts k ON k.concept_id = a.above_id WHERE k.broader_id IS NOT NULL
), printed AS (
  SELECT organisation_id, string_agg(DISTINCT document_id, '; ' ORDER BY document_id) AS document_ids,
    string_agg(row_no::VARCHAR, '; ' ORDER BY document_id, row_no) AS row_nos,
    string_agg(line_range(first_line, last_line), '; ' ORDER BY document_id, row_no) AS lines
  FROM cartography GROUP BY organisation_id
), listed AS (
  SELECT organisation_id, string_agg(DISTINCT category_id, '; ' ORDER BY category_id) AS category_ids,
    string_agg(DISTINCT label_en, '; ' ORDER BY label_en) AS categories_en,
    string_agg(DISTINCT label_fr, '; ' ORDER BY label_fr) AS categories_fr,
    bool_or(category_id = 'biopharma') AS is_biopharma, bool_or(category_id = 'cdmo') AS is_cdmo,
    bool_or(category_id = 'mixed_model') AS is_mixed_model, bool_or(category_id = 'service_provider') AS is_service_provider
  FROM organisation_categories JOIN concepts ON concept_id = category_id
  WHERE basis = 'table' GROUP BY organisation_id
), doing AS (
  SELECT organisation_id, string_agg(DISTINCT approach_id, '; ' ORDER BY approach_id) AS approach_ids,
    string_agg(DISTINCT k.label_en, '; ' ORDER BY k.label_en) AS approaches_en,
    string_agg(DISTINCT k.label_fr, '; ' ORDER BY k.label_fr) AS approaches_fr,
    string_agg(DISTINCT t.label_en, '; ' ORDER BY t.label_en) AS approach_groups_en,
    string_agg(DISTINCT t.label_fr, '; ' ORDER BY t.label_fr) AS approach_groups_fr
  FROM approaches a JOIN concepts k ON k.concept_id = a.approach_id JOIN concepts t ON t.concept_id = a.top_id GROUP BY organisation_id
), widened AS (
  SELECT organisation_id, string_agg(DISTINCT above_id, '; ' ORDER BY above_id) AS approach_ids_with_broader
  FROM approaches JOIN above USING (approach_id) GROUP BY organisation_id
), reaching AS (
  SELECT organisation_id, bool_or(stage_id = 'preclinical') AS is_preclinical, bool_or(stage_id = 'clinical') AS is_clinical,
    bool_or(stage_id = 'commercial') AS is_commercial
  FROM stages GROUP BY organisation_id
), placed AS (
  SELECT organisation_id, count(DISTINCT locality_id) AS site_count,
    string_agg(DISTINCT l.name_en, '; ' ORDER BY l.name_en) AS localities_en, string_agg(DISTINCT l.name, '; ' ORDER BY l.name) AS localities_fr,
    string_agg(DISTINCT province_id, '; ' ORDER BY province_id) AS province_ids,
    string_agg(DISTINCT province_en, '; ' ORDER BY province_en) AS provinces_en,
    string_agg(DISTINCT province_fr, '; ' ORDER BY province_fr) AS provinces_fr,
    string_agg(DISTINCT region_en, '; ' ORDER BY region_en) AS regions_en,
    string_agg(DISTINCT region_fr, '; ' ORDER BY region_fr) AS regions_fr,
    string_agg(DISTINCT region_id, '; ' ORDER BY region_id) AS region_ids,
    bool_or(region_id = 'wallonia') AS is_in_wallonia
  FROM sites JOIN localities l USING (locality_id) JOIN areas_of_localities USING (locality_id)
  GROUP BY organisation_id
)
SELECT
  o.organisation_id, o.name_en, o.name_fr, o.other_names, o.organisation_type_en, o.organisation_type_fr,
  c.categories_en, c.categories_fr, c.is_biopharma, c.is_cdmo, o.is_cdmo AS is_cdmo_table_or_prose, c.is_mixed_model, c.is_service_provider,
  o.prose_categories_en, o.prose_categories_fr, o.is_contract_producer,
  o.makes_for_others_en, o.makes_for_others_fr, o.makes_viral_vectors_for_others, d.approach_groups_en, d.approach_groups_fr,
  d.approaches_en, d.approaches_fr, o.activities_en, o.activities_fr,
  s.organisation_id IS NOT NULL AS is_stage_known, s.is_preclinical, s.is_clinical, s.is_commercial,
  l.site_count, l.localities_en, l.localities_fr, l.provinces_en, l.provinces_fr, l.regions_en, l.regions_fr, l.is_in_wallonia, o.nationalities_en, o.nationalities_fr,
  o.group_en, o.group_fr, o.group_nationalities_en, o.group_nationalities_fr, o.group_members_en, o.group_members_fr, o.founded_year, o.founded_year_status, o.status_en, o.status_fr, o.is_bankrupt, o.status_verification,
  o.company_number, o.identifiers, o.event_count, o.relationship_count, o.statement_count, o.issue_count, o.issue_severity,
  o.organisation_type AS organisation_type_id, c.category_ids, o.prose_category_ids, d.approach_ids, b.approach_ids_with_broader, o.activity_ids, l.province_ids, l.region_ids, o.group_id, o.group_member_ids, o.status_ids, o.status_lines,
  p.document_ids, p.row_nos, p.lines
FROM organisation_facts o
JOIN printed p USING (organisation_id)
JOIN listed c USING (organisation_id)
JOIN placed l USING (organisation_id)
LEFT JOIN doing d USING (organisation_id)
LEFT JOIN widened b USING (organisation_id)
LEFT JOIN reaching s USING (organisation_id)
