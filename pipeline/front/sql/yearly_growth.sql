SELECT
  s.record_id, s.series_en, s.series_fr, s.is_main, s.year, s.previous_year, p.value AS previous_value, s.value, s.unit_id, s.unit_en, s.unit_fr,
  g.change, g.growth_pct, g.growth_low_pct, g.growth_high_pct, g.is_same_release,
  CASE WHEN g.is_same_release THEN 'Both values are from one release.'
    ELSE 'The values are from two releases: the growth may contain a revision.' END AS comparability_en,
  CASE WHEN g.is_same_release THEN 'Les deux valeurs viennent de la même publication.'
    ELSE 'Les valeurs viennent de deux publications : la croissance peut contenir une révision.' END AS comparability_fr,
  s.indicator_en, s.indicator_fr, s.organisation_en, s.organisation_fr, s.geography_en, s.geography_fr, g.definition_basis, g.verification,
  s.series_id, s.indicator_id, s.organisation_id, s.geography_id, p.observation_id AS previous_observation_id, s.observation_id, g.growth_id
FROM series s
JOIN series p ON p.series_id = s.series_id AND p.year = s.year - 1
JOIN growth_rates g ON g.start_observation_id = p.observation_id AND g.end_observation_id = s.observation_id AND g.is_chosen
