WITH computed AS (
  SELECT
    s.record_id, s.series_en, s.series_fr, s.is_main, s.year, s.previous_year, p.value AS previous_value, p.qualifier AS previous_qualifier, s.value, s.qualifier, s.unit_id, s.unit_en, s.unit_fr,
    g.change, g.growth_pct, g.growth_low_pct, g.growth_high_pct, g.is_same_release, s.indicator_en, s.indicator_fr, s.organisation_en,
    s.organisation_fr, s.geography_en, s.geography_fr, s.partner_en, s.partner_fr, s.definition_en, s.definition_fr, g.definition_basis, g.verification, s.series_id, s.indicator_id, s.organisation_id,
    s.geography_id, p.observation_id AS previous_observation_id, s.observation_id, g.growth_id, o.subject_id, o.reference_geography_id, o.definition_id
  FROM series s
  JOIN series p ON p.series_id = s.series_id AND p.year = s.year - 1
  JOIN growth_rates g ON g.start_observation_id = p.observation_id AND g.end_observation_id = s.observation_id AND g.is_chosen
  JOIN statements o ON o.observation_id = s.observation_id
), stated AS (
  -- the growth from one year to the next that a source states: of several statements, the one that series_values chooses
  SELECT
    o.*, i.growth_of, q.label_en AS level_en, q.label_fr AS level_fr, v.is_main AS is_main_growth, c.definition_basis, year(o.last_day) AS later_year
  FROM statements o
  JOIN indicators i USING (indicator_id)
  JOIN indicators q ON q.indicator_id = i.growth_of
  JOIN series_values v ON v.observation_id = o.observation_id AND v.is_chosen
  JOIN observations c ON c.observation_id = o.observation_id
  WHERE o.period_kind = 'span' AND year(o.last_day) = year(o.first_day) + 1
), joined AS (
  SELECT
    coalesce(c.record_id, t.series_id || '|' || t.later_year) AS record_id,
    coalesce(c.series_en, regexp_replace(t.statement_en, ', \d{4} to \d{4}$', '') || coalesce(' (' || t.definition_en || ')', '')) AS series_en,
    coalesce(c.series_fr, regexp_replace(t.statement_fr, ', (?:de )?\d{4} à \d{4}$', '') || coalesce(' (' || t.definition_fr || ')', '')) AS series_fr,
    coalesce(c.is_main, t.is_main_growth) AS is_main, coalesce(c.year, t.later_year) AS year, coalesce(c.previous_year, t.later_year - 1) AS previous_year,
    t.value AS stated_growth_pct, t.verification AS stated_verification, c.growth_pct,
    c.growth_low_pct, c.growth_high_pct, c.verification,
    c.previous_value, c.previous_qualifier, c.value, c.qualifier, c.unit_id, c.unit_en, c.unit_fr, c.change, c.is_same_release,
    CASE WHEN c.is_same_release THEN 'Both values are from one release.'
      WHEN NOT c.is_same_release THEN 'The values are from two releases: the growth may contain a revision.'
      ELSE 'The growth is stated: the row has no values of both years.' END AS comparability_en,
    CASE WHEN c.is_same_release THEN 'Les deux valeurs viennent de la même publication.'
      WHEN NOT c.is_same_release THEN 'Les valeurs viennent de deux publications : la croissance peut contenir une révision.'
      ELSE 'La croissance est énoncée : la ligne n’a pas les valeurs des deux années.' END AS comparability_fr,
    coalesce(c.indicator_en, t.level_en) AS indicator_en, coalesce(c.indicator_fr, t.level_fr) AS indicator_fr,
    coalesce(c.organisation_en, t.organisation_en) AS organisation_en, coalesce(c.organisation_fr, t.organisation_fr) AS organisation_fr,
    coalesce(c.geography_en, t.geography_en) AS geography_en, coalesce(c.geography_fr, t.geography_fr) AS geography_fr,
    coalesce(c.partner_en, t.reference_geography_en) AS partner_en, coalesce(c.partner_fr, t.reference_geography_fr) AS partner_fr,
    coalesce(c.definition_en, t.definition_en) AS definition_en, coalesce(c.definition_fr, t.definition_fr) AS definition_fr,
    coalesce(c.definition_basis, t.definition_basis) AS definition_basis,
    coalesce(c.series_id, t.series_id) AS series_id, coalesce(c.indicator_id, t.growth_of) AS indicator_id,
    coalesce(c.organisation_id, t.organisation_id) AS organisation_id, coalesce(c.geography_id, t.geography_id) AS geography_id,
    t.observation_id AS stated_observation_id, c.previous_observation_id, c.observation_id, c.growth_id
  FROM computed c
  FULL JOIN stated t ON t.growth_of = c.indicator_id AND t.later_year = c.year
    -- what stands on a page that nobody has seen has a row of its own, so that no main rate is beside it
    AND (t.verification <> 'web_lead' OR NOT c.is_main)
    -- one quantity by one definition: whatever both lack is equal, too
    AND (t.subject_id, t.organisation_id, t.geography_id, t.reference_geography_id, t.definition_id)
      IS NOT DISTINCT FROM (c.subject_id, c.organisation_id, c.geography_id, c.reference_geography_id, c.definition_id)
), doubted AS (
  SELECT j.record_id, count(DISTINCT q.matter_id) AS issue_count
  FROM joined j JOIN quality_issues q ON q.table_name = 'statements' AND q.record_id IN (j.stated_observation_id, j.previous_observation_id, j.observation_id)
  GROUP BY j.record_id
)
SELECT
  j.record_id, j.series_en, j.series_fr, j.is_main, j.year, j.previous_year, j.stated_growth_pct, j.stated_verification, j.growth_pct, j.growth_low_pct,
  j.growth_high_pct, j.verification, j.previous_value, j.previous_qualifier, j.value, j.qualifier, j.unit_id, j.unit_en, j.unit_fr, j.change,
  j.is_same_release, j.comparability_en, j.comparability_fr, j.indicator_en, j.indicator_fr, j.organisation_en, j.organisation_fr, j.geography_en,
  j.geography_fr, j.partner_en, j.partner_fr, j.definition_en, j.definition_fr, j.definition_basis, coalesce(d.issue_count, 0) AS issue_count, j.series_id, j.indicator_id,
  j.organisation_id, j.geography_id, j.stated_observation_id, j.previous_observation_id, j.observation_id, j.growth_id
FROM joined j LEFT JOIN doubted d USING (record_id)
