-- uses: organisation_facts, walloon_areas
WITH placed AS (
  SELECT organisation_id,
    string_agg(DISTINCT g.label_en || ' (' || r.label_en || ')', '; ' ORDER BY g.label_en || ' (' || r.label_en || ')') AS places_en,
    string_agg(DISTINCT g.label_fr || ' (' || r.label_fr || ')', '; ' ORDER BY g.label_fr || ' (' || r.label_fr || ')') AS places_fr,
    bool_or(w.is_in_wallonia) AS has_walloon_place, bool_and(w.is_in_wallonia IS false) AS has_other_places_only
  FROM organisation_places p
  JOIN geographies g USING (geography_id)
  JOIN concepts r ON r.concept_id = p."role"
  JOIN walloon_areas w USING (geography_id)
  WHERE p."role" <> 'nationality'
  GROUP BY organisation_id
), called_walloon AS (
  -- what a reader doubts is left open
  SELECT DISTINCT organisation_id
  FROM organisation_places p JOIN walloon_areas w USING (geography_id)
  WHERE p."role" = 'nationality' AND w.is_in_wallonia
    AND NOT EXISTS (
      FROM quality_issues q
      WHERE q.organisation_id = p.organisation_id AND q.document_id = p.document_id AND p.first_line BETWEEN q.first_line AND q.last_line)
), mentioned AS (
  SELECT organisation_id, document_id, min_by(line_range(first_line, last_line), first_line) AS lines
  FROM organisation_names WHERE first_line IS NOT NULL GROUP BY organisation_id, document_id
), located AS (
  SELECT organisation_id, string_agg(document_id, '; ' ORDER BY document_id) AS document_ids,
    string_agg(lines, '; ' ORDER BY document_id) AS lines
  FROM mentioned GROUP BY organisation_id
)
SELECT
  o.organisation_id, o.name_en, o.name_fr, o.other_names, o.organisation_type_en, o.organisation_type_fr, o.prose_categories_en, o.prose_categories_fr,
  o.is_cdmo_in_prose AS is_cdmo, o.makes_for_others_en, o.makes_for_others_fr, o.makes_viral_vectors_for_others,
  o.activities_en, o.activities_fr, p.places_en, p.places_fr,
  CASE WHEN p.has_walloon_place OR w.organisation_id IS NOT NULL THEN true WHEN p.has_other_places_only THEN false END AS is_in_wallonia, o.nationalities_en, o.nationalities_fr,
  o.group_en, o.group_fr, o.group_nationalities_en, o.group_nationalities_fr, o.group_members_en, o.group_members_fr, o.founded_year, o.founded_year_status, o.status_en, o.status_fr, o.is_bankrupt, o.status_verification,
  o.event_count, o.relationship_count, o.statement_count, o.issue_count, o.issue_severity,
  o.organisation_type AS organisation_type_id, o.prose_category_ids, o.activity_ids, o.group_id, o.group_member_ids, o.status_ids, o.status_lines, l.document_ids, l.lines
FROM organisation_facts o
LEFT JOIN placed p USING (organisation_id)
LEFT JOIN called_walloon w USING (organisation_id)
LEFT JOIN located l USING (organisation_id)
WHERE NOT o.in_cartography
