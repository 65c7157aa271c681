WITH RECURSIVE inside AS (
  SELECT geography_id FROM geographies WHERE geography_id = 'wallonia'
  UNION ALL
  SELECT g.geography_id FROM geographies g JOIN inside i ON g.parent_id = i.geography_id
), around AS (
  SELECT parent_id AS geography_id FROM geographies WHERE geography_id = 'wallonia'
  UNION ALL
  SELECT g.parent_id FROM geographies g JOIN around a USING (geography_id) WHERE g.parent_id IS NOT NULL
)
SELECT geography_id,
  -- what is in Belgium may be in Wallonia, and so may what is in a group of countries, of which no parent says what it contains
  CASE WHEN i.geography_id IS NOT NULL THEN true WHEN a.geography_id IS NULL AND g.level <> 'country_group' THEN false END AS is_in_wallonia
FROM geographies g
LEFT JOIN inside i USING (geography_id)
LEFT JOIN around a USING (geography_id)
