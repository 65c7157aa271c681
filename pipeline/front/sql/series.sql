WITH yearly AS (
  SELECT v.series_id, o.year, v.observation_id, v.is_chosen, v.is_main, v.place, v.published, v.release
  FROM series_values v JOIN statements o USING (observation_id)
  WHERE o.year IS NOT NULL
), passed_over AS (
  SELECT y.series_id, y.year, count(*) AS other_value_count, string_agg(y.observation_id, '; ' ORDER BY y.place) AS other_observation_ids,
    string_agg(digits(coalesce(o.value, o.value_low)) || ' (publication: ' || coalesce(y.published, 'no date') || ')', '; ' ORDER BY y.place) AS other_values
  FROM yearly y JOIN observations o USING (observation_id)
  WHERE NOT y.is_chosen GROUP BY y.series_id, y.year
), chosen AS (
  SELECT *, lag(year) OVER one AS previous_year, lag(release) OVER one AS previous_release, count(*) OVER (PARTITION BY series_id) AS years_in_series
  FROM yearly WHERE is_chosen WINDOW one AS (PARTITION BY series_id ORDER BY year)
)
SELECT
  y.series_id || '|' || y.year AS record_id,
  -- the label of the value without its year, which is its last part
  left(c.label_en, -6) || ', ' || o.unit_en || coalesce(' (' || o.definition_en || ')', '') AS series_en,
  left(c.label_fr, -6) || ', ' || o.unit_fr || coalesce(' (' || o.definition_fr || ')', '') AS series_fr,
  CASE WHEN y.is_main AND y.years_in_series > 1 THEN concat_ws('-', o.indicator_id, o.subject_id, o.organisation_id, o.geography_id) END
    AS series_name,
  y.is_main, o.verification, y.year, o.value, o.value_low, o.value_high, o.unit_id, o.unit_en, o.unit_fr, o.qualifier, o.qualifier_en, o.qualifier_fr,
  o.indicator_en, o.indicator_fr, o.subject_en, o.subject_fr, o.organisation_en, o.organisation_fr, o.geography_en, o.geography_fr,
  o.reference_geography_en AS partner_en, o.reference_geography_fr AS partner_fr, o.definition_en, o.definition_fr, c.definition_basis,
  s.label AS source_label, first_date(y.published) AS published, y.published AS publication_date,
  y.previous_year, y.previous_year <> y.year - 1 AS is_gap_before, y.release = y.previous_release AS is_same_release, y.years_in_series,
  coalesce(p.other_value_count, 0) AS other_value_count, p.other_values, p.other_observation_ids, o.issue_count,
  y.series_id, o.indicator_id, o.organisation_id, o.geography_id, o.observation_id, o.source_id, o.document_id, o.section_no, o.first_line,
  o.last_line, o.source_url
FROM chosen y
JOIN statements o USING (observation_id)
JOIN observations c USING (observation_id)
LEFT JOIN sources s ON s.source_id = o.source_id
LEFT JOIN passed_over p ON p.series_id = y.series_id AND p.year = y.year
