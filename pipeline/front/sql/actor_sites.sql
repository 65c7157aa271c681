-- uses: areas_of_localities, issue_counts
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
)
SELECT
  s.organisation_id || '|' || s.locality_id AS record_id, s.organisation_id, a.name_en, a.name_fr, l.name_en AS locality_en,
  l.name AS locality_fr, m.label_en AS municipality_en, l.municipality AS municipality_fr, g.province_en, g.province_fr,
  g.region_en, g.region_fr, l.latitude, l.longitude, 'locality' AS point_of, w.actors_at_point,
  s.categories_en, s.categories_fr, a.approaches_en, a.approaches_fr, a.is_stage_known, a.is_preclinical, a.is_clinical, a.is_commercial,
  a.status_en AS actor_status_en, a.status_fr AS actor_status_fr, coalesce(d.issue_count, 0) AS issue_count, s.place_printed,
  s.locality_id, s.category_ids, l.nis_code, l.postal_code, g.province_id, g.region_id, l.country_code, l.nuts1_code, l.nuts2_code,
  l.nuts3_code, l.nuts_version, l.coordinates_source, s.document_ids, s.row_nos, s.lines
FROM at_places s
JOIN actors a USING (organisation_id)
JOIN localities l USING (locality_id)
JOIN crowded w USING (latitude, longitude)
JOIN areas_of_localities g USING (locality_id)
LEFT JOIN geographies m ON m.level = 'municipality' AND m.code = l.nis_code
LEFT JOIN issue_counts d ON d.table_name = 'actor_sites' AND d.record_id = s.organisation_id || '|' || s.locality_id
