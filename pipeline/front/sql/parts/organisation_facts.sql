WITH RECURSIVE contract AS (
  SELECT concept_id FROM concepts WHERE concept_id = 'contract_production'
  UNION ALL
  SELECT k.concept_id FROM concepts k JOIN contract c ON k.broader_id = c.concept_id
), named AS (
  SELECT organisation_id, string_agg(DISTINCT n.name, '; ' ORDER BY n.name) AS other_names
  FROM organisation_names n JOIN organisations o USING (organisation_id)
  WHERE n.name NOT IN (o.name_en, o.name_fr)
  GROUP BY organisation_id
), members AS (
  SELECT group_id AS organisation_id, string_agg(name_en, '; ' ORDER BY name_en) AS group_members_en,
    string_agg(name_fr, '; ' ORDER BY name_en) AS group_members_fr, string_agg(organisation_id, '; ' ORDER BY name_en) AS group_member_ids
  FROM organisations WHERE group_id IS NOT NULL GROUP BY group_id
), acting AS (
  SELECT organisation_id, string_agg(DISTINCT label_en, '; ' ORDER BY label_en) AS activities_en,
    string_agg(DISTINCT label_fr, '; ' ORDER BY label_fr) AS activities_fr,
    string_agg(DISTINCT activity_id, '; ' ORDER BY activity_id) AS activity_ids
  FROM organisation_activities JOIN concepts ON concept_id = activity_id
  GROUP BY organisation_id
), belonging AS (
  SELECT organisation_id, string_agg(DISTINCT label_en, '; ' ORDER BY label_en) AS nationalities_en,
    string_agg(DISTINCT label_fr, '; ' ORDER BY label_fr) AS nationalities_fr
  FROM organisation_places JOIN geographies USING (geography_id)
  WHERE "role" = 'nationality' GROUP BY organisation_id
), called AS (
  SELECT organisation_id, bool_or(category_id = 'cdmo') AS is_cdmo, bool_or(category_id = 'cdmo' AND basis = 'prose') AS is_cdmo_in_prose,
    string_agg(DISTINCT category_id, '; ' ORDER BY category_id) FILTER (basis = 'prose') AS prose_category_ids,
    string_agg(DISTINCT label_en, '; ' ORDER BY label_en) FILTER (basis = 'prose') AS prose_categories_en,
    string_agg(DISTINCT label_fr, '; ' ORDER BY label_fr) FILTER (basis = 'prose') AS prose_categories_fr
  FROM organisation_categories JOIN concepts ON concept_id = category_id GROUP BY organisation_id
), producing AS (
  SELECT organisation_id FROM called WHERE is_cdmo_in_prose
  UNION
  SELECT organisation_id FROM organisation_activities WHERE activity_id = 'contract_production'
), made AS (
  SELECT organisation_id, approach_id AS made_id, 'table' AS basis FROM approaches SEMI JOIN contract ON concept_id = approach_id
  UNION
  SELECT organisation_id, activity_id, 'prose' FROM organisation_activities SEMI JOIN contract ON concept_id = activity_id
  UNION
  -- no sentence says it: one calls the organisation a producer for others, another says that it works in viral vectors
  SELECT organisation_id, 'contract_viral_vectors', 'inferred' FROM organisation_activities SEMI JOIN producing USING (organisation_id)
  WHERE activity_id = 'viral_vectors'
), making AS (
  SELECT organisation_id,
    string_agg(label_en || CASE basis WHEN 'table' THEN ' (table)' WHEN 'prose' THEN ' (prose)' ELSE ' (inferred)' END, '; '
      ORDER BY sort_order, basis DESC) AS makes_for_others_en,
    string_agg(label_fr || CASE basis WHEN 'table' THEN ' (tableau)' WHEN 'prose' THEN ' (texte)' ELSE ' (déduit)' END, '; '
      ORDER BY sort_order, basis DESC) AS makes_for_others_fr,
    nullif(bool_or(made_id = 'contract_viral_vectors'), false) AS makes_viral_vectors_for_others,
    bool_or(basis = 'table') AS is_contract_producer
  FROM made JOIN concepts ON concept_id = made_id
  GROUP BY organisation_id
), creating(event_type, created_role, year_status) AS (
  -- a merger creates what results from it
  VALUES ('foundation', 'founded', 'stated'), ('merger', 'result', 'merger_stated')
), founding AS (
  SELECT p.organisation_id, min(year(e.date_start)) AS founded_year, arg_min(c.year_status, (e.date_start, c.year_status)) AS year_status
  FROM event_participants p JOIN events e USING (event_id) JOIN creating c ON c.event_type = e.event_type AND c.created_role = p."role"
  WHERE e.status = 'occurred'
  GROUP BY p.organisation_id
), fates(affected_role, status_id) AS (
  VALUES ('debtor', 'bankrupt'), ('target', 'acquired'), ('renamed', 'renamed'), ('merged', 'merged')
), told AS (
  SELECT p.organisation_id, f.status_id, e.event_id, e.date_start, e.date_precision, e.label_en, e.label_fr, e.verification,
    t.document_id || ' ' || coalesce(line_range(t.first_line, t.last_line), t.source_url) AS place,
    CASE WHEN e.verification = 'web_lead' THEN ', page not seen' ELSE '' END AS unseen_en,
    CASE WHEN e.verification = 'web_lead' THEN ', page non consultée' ELSE '' END AS unseen_fr
  FROM event_participants p
  JOIN fates f ON f.affected_role = p."role"
  JOIN events e ON e.event_id = p.event_id
  JOIN event_tellings t ON t.event_id = e.event_id AND t.document_id = e.document_id AND t.telling_no = 1
  WHERE e.status = 'occurred'
), fate AS (
  SELECT organisation_id, string_agg(DISTINCT status_id, '; ' ORDER BY status_id) AS status_ids,
    string_agg(label_en || ' (' || coalesce(stated_date(date_start, date_precision), 'date not stated') || unseen_en || ')', '; ' ORDER BY date_start NULLS LAST, event_id) AS status_en,
    string_agg(label_fr || ' (' || coalesce(stated_date(date_start, date_precision), 'date non indiquée') || unseen_fr || ')', '; ' ORDER BY date_start NULLS LAST, event_id)
      AS status_fr,
    string_agg(place, '; ' ORDER BY date_start NULLS LAST, event_id) AS status_lines,
    string_agg(verification, '; ' ORDER BY date_start NULLS LAST, event_id) AS status_verification,
    nullif(bool_or(status_id = 'bankrupt'), false) AS is_bankrupt
  FROM told GROUP BY organisation_id
), identified AS (
  SELECT organisation_id, string_agg(identifier, '; ' ORDER BY identifier) FILTER (scheme = 'cbe') AS company_number,
    string_agg(scheme || ':' || identifier, '; ' ORDER BY scheme, identifier) AS identifiers
  FROM organisation_identifiers WHERE status = 'current' GROUP BY organisation_id
), taking_part AS (
  SELECT organisation_id, count(DISTINCT event_id) AS event_count FROM event_participants GROUP BY organisation_id
), tied AS (
  SELECT organisation_id, count(*) AS relationship_count
  FROM (SELECT subject_id AS organisation_id FROM relationships UNION ALL SELECT object_id FROM relationships)
  GROUP BY organisation_id
), stated AS (
  SELECT organisation_id, count(*) AS statement_count FROM observations GROUP BY organisation_id
), doubted AS (
  SELECT organisation_id, count(DISTINCT matter_id) AS issue_count, min(severity_rank) AS severity_rank FROM quality_issues GROUP BY organisation_id
)
SELECT
  o.organisation_id, o.name_en, o.name_fr, n.other_names, o.organisation_type, k.label_en AS organisation_type_en,
  k.label_fr AS organisation_type_fr, o.in_cartography, a.activities_en, a.activities_fr, a.activity_ids, c.prose_category_ids, c.prose_categories_en, c.prose_categories_fr,
  coalesce(m.is_contract_producer, false) AS is_contract_producer, coalesce(c.is_cdmo, false) AS is_cdmo,
  nullif(c.is_cdmo_in_prose, false) AS is_cdmo_in_prose,
  m.makes_for_others_en, m.makes_for_others_fr, m.makes_viral_vectors_for_others, p.nationalities_en, p.nationalities_fr,
  o.group_id, g.name_en AS group_en, g.name_fr AS group_fr,
  q.nationalities_en AS group_nationalities_en, q.nationalities_fr AS group_nationalities_fr, b.group_members_en, b.group_members_fr, b.group_member_ids,
  f.founded_year,
  CASE WHEN f.organisation_id IS NULL THEN 'not_stated' WHEN f.founded_year IS NULL THEN 'foundation_undated' ELSE f.year_status END
    AS founded_year_status,
  t.status_ids, t.status_en, t.status_fr, t.status_lines, t.status_verification, t.is_bankrupt, i.company_number, i.identifiers,
  coalesce(e.event_count, 0) AS event_count, coalesce(r.relationship_count, 0) AS relationship_count,
  coalesce(s.statement_count, 0) AS statement_count, coalesce(d.issue_count, 0) AS issue_count, v.code AS issue_severity
FROM organisations o
JOIN concepts k ON k.concept_id = o.organisation_type
LEFT JOIN organisations g ON g.organisation_id = o.group_id
LEFT JOIN belonging q ON q.organisation_id = o.group_id
LEFT JOIN members b ON b.organisation_id = o.organisation_id
LEFT JOIN named n ON n.organisation_id = o.organisation_id
LEFT JOIN acting a ON a.organisation_id = o.organisation_id
LEFT JOIN belonging p ON p.organisation_id = o.organisation_id
LEFT JOIN called c ON c.organisation_id = o.organisation_id
LEFT JOIN making m ON m.organisation_id = o.organisation_id
LEFT JOIN founding f ON f.organisation_id = o.organisation_id
LEFT JOIN fate t ON t.organisation_id = o.organisation_id
LEFT JOIN identified i ON i.organisation_id = o.organisation_id
LEFT JOIN taking_part e ON e.organisation_id = o.organisation_id
LEFT JOIN tied r ON r.organisation_id = o.organisation_id
LEFT JOIN stated s ON s.organisation_id = o.organisation_id
LEFT JOIN doubted d ON d.organisation_id = o.organisation_id
LEFT JOIN code_lists v ON v.code_list = 'flag_severity' AND v.sort_order = d.severity_rank
