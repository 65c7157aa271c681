-- uses: directed_relations
WITH records AS (
  SELECT 'organisations' AS core_table_name, row_key AS core_record_id, if(in_cartography, 'actors', 'other_organisations') AS table_name,
    organisation_id AS record_id, organisation_id, false AS rests_on_it FROM organisations
  UNION ALL
  SELECT 'cartography', row_key, 'actors', organisation_id, organisation_id, false FROM cartography
  UNION ALL
  SELECT 'approaches', row_key, 'actors', organisation_id, organisation_id, false FROM approaches
  UNION ALL
  SELECT 'stages', row_key, 'actors', organisation_id, organisation_id, false FROM stages
  UNION ALL
  SELECT 'sites', row_key, 'actor_sites', organisation_id || '|' || locality_id, organisation_id, false FROM sites
  UNION ALL
  SELECT s.core_table_name, s.row_key, if(o.in_cartography, 'actors', 'other_organisations'), organisation_id, organisation_id, false
  FROM (
    SELECT 'organisation_categories' AS core_table_name, row_key, organisation_id FROM organisation_categories
    UNION ALL
    SELECT 'organisation_activities', row_key, organisation_id FROM organisation_activities
    UNION ALL
    SELECT 'organisation_places', row_key, organisation_id FROM organisation_places
    UNION ALL
    SELECT 'organisation_names', row_key, organisation_id FROM organisation_names
    UNION ALL
    SELECT 'organisation_identifiers', row_key, organisation_id FROM organisation_identifiers
  ) s JOIN organisations o USING (organisation_id)
  UNION ALL
  SELECT 'observations', row_key, 'statements', observation_id, organisation_id, false FROM observations
  UNION ALL
  SELECT 'events', row_key, 'timeline', event_id, organisation_id, false FROM events
  UNION ALL
  SELECT 'event_tellings', t.row_key, 'timeline', event_id, e.organisation_id, false FROM event_tellings t JOIN events e USING (event_id)
  UNION ALL
  SELECT 'event_participants', row_key, 'timeline', event_id, organisation_id, false FROM event_participants
  UNION ALL
  SELECT 'relations', row_key, 'relationships', record_id, stated_subject_id, false FROM directed_relations
  UNION ALL
  SELECT 'citations', row_key, 'sources', citation_id, NULL, false FROM citations
  UNION ALL
  SELECT 'claims', row_key, 'claim_checks', claim_id, NULL, false FROM claims WHERE is_compared(verdict)
  UNION ALL
  -- a doubt about a statement is one about the event, the checked claim and the share that rest on it
  SELECT DISTINCT 'observations', o.row_key, 'timeline', t.event_id, o.organisation_id, true
  FROM observations o JOIN event_tellings t USING (observation_id)
  UNION ALL
  SELECT 'observations', o.row_key, 'claim_checks', c.claim_id, o.organisation_id, true
  FROM observations o JOIN claims c ON c.stated_observation_id = o.observation_id WHERE is_compared(c.verdict)
  UNION ALL
  SELECT 'observations', o.row_key, 'export_destinations', s.share_id, o.organisation_id, true
  FROM observations o JOIN export_shares s ON s.part_observation_id = o.observation_id WHERE s.share_kind = 'destination'
), words AS (
  SELECT 'actors' AS table_name, organisation_id AS record_id, name_en AS record_en, name_fr AS record_fr FROM organisations WHERE in_cartography
  UNION ALL
  SELECT 'other_organisations', organisation_id, name_en, name_fr FROM organisations WHERE NOT in_cartography
  UNION ALL
  SELECT DISTINCT 'actor_sites', organisation_id || '|' || locality_id, o.name_en || ', ' || l.name_en, o.name_fr || ', ' || l.name
  FROM sites JOIN organisations o USING (organisation_id) JOIN localities l USING (locality_id)
  UNION ALL
  SELECT 'statements', observation_id, label_en, label_fr FROM observations
  UNION ALL
  SELECT 'timeline', event_id, label_en, label_fr FROM events
  UNION ALL
  SELECT DISTINCT 'relationships', d.record_id, s.name_en || ' ' || k.label_en || ' ' || o.name_en, s.name_fr || ' – ' || lower(left(k.label_fr, 1)) || substr(k.label_fr, 2) || ' : ' || o.name_fr
  FROM directed_relations d
  JOIN organisations s ON s.organisation_id = d.subject_id
  JOIN organisations o ON o.organisation_id = d.object_id
  JOIN concepts k ON k.concept_id = d.relation_type
  UNION ALL
  SELECT 'sources', citation_id, printed, printed FROM citations
  UNION ALL
  SELECT 'claim_checks', claim_id, statement_en, statement_fr FROM claims
  UNION ALL
  SELECT 'export_destinations', share_id, label_en, label_fr FROM export_shares
), issues AS (
  SELECT 'flag|' || row_key AS issue_id, 'flag' AS origin, kind, severity, false AS is_resolved, matter_id, table_name AS core_table_name,
    record_id AS core_record_id, NULL AS column_name, explanation_en, explanation_fr, settled_by_en, settled_by_fr, document_id,
    first_line, last_line, other_first_line, other_last_line, source_url
  FROM quality_flags
  UNION ALL
  SELECT 'conflict|' || o.observation_id || '|' || c.row_key, 'conflict', c.kind, 'number', false, c.row_key, 'observations', o.row_key, 'value',
    c.explanation_en, c.explanation_fr, NULL, NULL, o.document_id, o.first_line, o.last_line, NULL, NULL, o.source_url
  FROM observation_conflicts c
  JOIN observations o ON o.observation_id IN (c.observation_id, c.other_observation_id)
  WHERE c.is_conflict
  UNION ALL
  SELECT 'correction|' || row_key, 'correction', 'correction', 'wording', true, correction_id, table_name, record_id, column_name,
    'Printed “' || printed || '”, published “' || published || '”. ' || reason,
    'Imprimé « ' || printed || ' », publié « ' || published || ' ». ' || reason_fr, NULL, NULL, document_id, first_line, last_line, NULL, NULL, NULL
  FROM corrections
  UNION ALL
  SELECT 'claim|' || c.row_key, 'claim', 'refuted_claim', 'number', false, c.claim_id, 'claims', c.row_key, 'stated_value', c.note, c.note_fr,
    NULL, NULL, c.document_id, o.first_line, o.last_line, NULL, NULL, o.source_url
  FROM claims c LEFT JOIN observations o ON o.observation_id = c.stated_observation_id
  WHERE c.verdict = 'inconsistent'
  UNION ALL
  SELECT 'unverified_source|' || row_key, 'unverified_source', 'unverified_source', 'number', false, observation_id, 'observations', row_key, 'value',
    'Nobody has seen the page that states this value: only a site or a neighbouring page is known.',
    'Personne n’a vu la page qui énonce cette valeur : seul un site ou une page voisine est connu.',
    'The page that states it.', 'La page qui l’énonce.', document_id, first_line, last_line, NULL, NULL, source_url
  FROM observations WHERE verification = 'web_lead'
  UNION ALL
  SELECT 'unverified_source|' || e.row_key, 'unverified_source', 'unverified_source', 'number', false, e.event_id, 'events', e.row_key, NULL,
    'Nobody has seen the page that tells this event: only a site or a neighbouring page is known.',
    'Personne n’a vu la page qui raconte cet événement : seul un site ou une page voisine est connu.',
    'The page that tells it.', 'La page qui le raconte.', t.document_id, t.first_line, t.last_line, NULL, NULL, t.source_url
  FROM events e JOIN event_tellings t ON t.event_id = e.event_id AND t.document_id = e.document_id AND t.telling_no = 1
  WHERE verified_by(t.source_url, t.source_url_kind) = 'web_lead'
)
SELECT
  i.issue_id || if(coalesce(r.rests_on_it, false), '|' || r.table_name || '|' || r.record_id, '') AS issue_id, i.origin, i.kind,
  coalesce(c.label_en, upper(left(l.label_en, 1)) || substr(l.label_en, 2)) AS kind_en,
  coalesce(c.label_fr, upper(left(l.label_fr, 1)) || substr(l.label_fr, 2)) AS kind_fr,
  i.severity, v.label_en AS severity_en, v.label_fr AS severity_fr, v.sort_order AS severity_rank, i.is_resolved, i.matter_id,
  r.table_name, r.record_id, w.record_en, w.record_fr, r.organisation_id, i.column_name, i.explanation_en, i.explanation_fr,
  i.settled_by_en, i.settled_by_fr, i.core_table_name, i.core_record_id, i.document_id, i.first_line, i.last_line, i.other_first_line,
  i.other_last_line, i.source_url
FROM issues i
JOIN code_lists v ON v.code_list = 'flag_severity' AND v.code = i.severity
LEFT JOIN concepts c ON c.concept_id = i.kind AND i.origin = 'flag'
LEFT JOIN code_lists l ON l.code = i.kind AND l.code_list = if(i.origin = 'conflict', 'conflict_kind', 'issue_kind')
LEFT JOIN records r ON r.core_table_name = i.core_table_name AND r.core_record_id = i.core_record_id
LEFT JOIN words w ON w.table_name = r.table_name AND w.record_id = r.record_id
