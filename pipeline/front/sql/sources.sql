-- uses: directed_relations
WITH uses AS (
  SELECT citation_id, source_url, 'statement' AS what, observation_id AS used_by, verification FROM observations
  UNION ALL
  SELECT citation_id, source_url, 'event', event_id, verified_by(source_url, source_url_kind) FROM event_tellings
  UNION ALL
  SELECT citation_id, NULL, 'relationship', record_id, NULL FROM directed_relations
  UNION ALL
  SELECT NULL, source_url, 'name', row_key, verified_by(source_url, source_url_kind) FROM organisation_names
  UNION ALL
  SELECT NULL, source_url, 'identifier', row_key, verified_by(source_url, source_url_kind) FROM organisation_identifiers
), counted AS (
  SELECT coalesce(citation_id, source_url) AS source_id, max(source_url) AS source_url,
    -- a page that somebody has seen under one row has been seen; web_lead comes before web_page in the alphabet
    max(verification) FILTER (source_url IS NOT NULL) AS verification,
    count(DISTINCT used_by) FILTER (what = 'statement') AS statement_count, count(DISTINCT used_by) FILTER (what = 'event') AS event_count,
    count(DISTINCT used_by) FILTER (what = 'relationship') AS relationship_count, count(DISTINCT (what, used_by)) AS use_count
  FROM uses WHERE coalesce(citation_id, source_url) IS NOT NULL GROUP BY ALL
), outdated AS (
  SELECT DISTINCT record_id FROM quality_flags WHERE table_name = 'citations' AND kind = 'outdated_source'
)
SELECT
  c.citation_id AS source_id, 'cited' AS source_kind, c.printed AS label, c.printed, c.author, c.year,
  c.title, c.url, o.record_id IS NOT NULL AS is_outdated, 'text' AS verification,
  c.times_cited, coalesce(u.statement_count, 0) AS statement_count, coalesce(u.event_count, 0) AS event_count,
  coalesce(u.relationship_count, 0) AS relationship_count, coalesce(u.use_count, 0) AS use_count, c.document_id, c.first_line, c.last_line
FROM citations c
LEFT JOIN counted u ON u.source_id = c.citation_id
LEFT JOIN outdated o ON o.record_id = c.row_key
UNION ALL
SELECT
  u.source_url, 'web_page', regexp_extract(u.source_url, '^https?://(?:www\.)?([^/]+)', 1), NULL, NULL, min(year(first_date(p.source_published))),
  NULL, u.source_url, false, u.verification, 0, u.statement_count, u.event_count,
  u.relationship_count, u.use_count, NULL, NULL, NULL
FROM counted u LEFT JOIN observations p ON p.source_url = u.source_url
WHERE u.source_url IS NOT NULL
GROUP BY ALL
