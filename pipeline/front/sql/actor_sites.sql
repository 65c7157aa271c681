WITH at_places AS (
  SELECT organisation_id, locality_id, string_agg(DISTINCT s.place_printed, '; ' ORDER BY s.place_printed) AS place_printed,
    string_agg(DISTINCT c.category_id, '; ' ORDER BY c.category_id) AS category_ids,
    string_agg(DISTINCT k.label_en, '; ' ORDER BY k.label_en) AS categories_en,
    string_agg(DISTINCT k.label_fr, '; ' ORDER BY k.label_fr) AS categories_fr,
    string_agg(DISTINCT s.document_id, '; ' ORDER BY s.document_id) AS document_ids,
    string_agg(s.row_no::VARCHAR, '; ' ORDER BY s.document_id, s.row_no) AS row_nos,
    string_agg(line_range(s.first_line, s.last_line), '; ' ORDER BY s.document_id, s.row_no) AS lines
  FROM sites s
  JOIN cartography c USING (document_id, row_no, organisation_id)
  JOIN concepts k ON k.concept_id = c.category_id
  GROUP BY organisation_id, locality_id
), crowded AS (
  SELECT latitude, longitude, count(DISTINCT organisation_id) AS actors_at_point
  FROM sites JOIN localities USING (locality_id) GROUP BY latitude, longitude
), doubted AS (
  SELECT record_id, count(*) AS issue_count FROM quality_issues WHERE table_name = 'actor_sites' GROUP BY record_id
)
SELECT
  s.organisation_id || '|' || s.locality_id AS record_id, s.organisation_id, a.name_en, a.name_fr, l.name_en AS locality_en,
  l.name AS locality_fr, l.municipality AS municipality_fr, p.label_en AS province_en, p.label_fr AS province_fr,
  r.label_en AS region_en, r.label_fr AS region_fr, l.latitude, l.longitude, 'locality' AS point_of, w.actors_at_point,
  s.categories_en, s.categories_fr, a.approaches_en, a.approaches_fr, a.is_stage_known, a.is_preclinical, a.is_clinical, a.is_commercial,
  a.status_en AS actor_status_en, a.status_fr AS actor_status_fr, coalesce(d.issue_count, 0) AS issue_count, s.place_printed,
  s.locality_id, s.category_ids, l.nis_code, l.postal_code, p.geography_id AS province_id, l.country_code, l.nuts1_code, l.nuts2_code,
  l.nuts3_code, l.nuts_version, l.coordinates_source, s.document_ids, s.row_nos, s.lines
FROM at_places s
JOIN actors a USING (organisation_id)
JOIN localities l USING (locality_id)
JOIN crowded w USING (latitude, longitude)
LEFT JOIN geographies p ON p.level = 'province' AND p.code = l.nuts2_code
JOIN geographies r ON r.level = 'region' AND r.code = l.nuts1_code
LEFT JOIN doubted d ON d.record_id = s.organisation_id || '|' || s.locality_id
