-- uses: issue_counts, walloon_areas
WITH named AS (
  SELECT event_id, string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" = 'buyer') AS buyer,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" = 'seller') AS seller,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" = 'target') AS target,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" = 'founder') AS founder,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" = 'founded') AS founded,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" = 'origin') AS origin,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" IN ('funder', 'lender', 'investor')) AS funders,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" IN ('beneficiary', 'borrower')) AS beneficiaries,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" IN ('partner', 'member', 'signatory')) AS partners,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" = 'renamed') AS renamed,
    string_agg(name_en, '; ' ORDER BY participant_no, name_en) FILTER ("role" = 'regulator') AS regulator,
    string_agg(k.label_en || ': ' || name_en, '; ' ORDER BY participant_no, k.sort_order, name_en) AS participants_en,
    string_agg(k.label_fr || ' : ' || name_fr, '; ' ORDER BY participant_no, k.sort_order, name_en) AS participants_fr
  FROM event_participants p JOIN organisations USING (organisation_id) JOIN concepts k ON k.concept_id = p."role"
  GROUP BY event_id
), present AS (
  SELECT event_id, string_agg(organisation_id, '; ' ORDER BY first_no, organisation_id) AS participant_ids
  FROM (SELECT event_id, organisation_id, min(participant_no) AS first_no FROM event_participants GROUP BY event_id, organisation_id)
  GROUP BY event_id
), taking_part AS (
  SELECT p.event_id, bool_or(a.is_in_wallonia OR o.is_in_wallonia) AS has_walloon,
    bool_or(n.organisation_type IN ('authority', 'public_programme') OR f.organisation_id IS NOT NULL) AS has_public
  FROM event_participants p
  JOIN organisations n ON n.organisation_id = p.organisation_id
  LEFT JOIN actors a ON a.organisation_id = p.organisation_id
  LEFT JOIN other_organisations o ON o.organisation_id = p.organisation_id
  LEFT JOIN (SELECT DISTINCT organisation_id FROM organisation_categories WHERE category_id = 'public_funder') f ON f.organisation_id = p.organisation_id
  GROUP BY p.event_id
), told AS (
  SELECT event_id, count(*) AS telling_count FROM event_tellings GROUP BY event_id
), kinds(event_type, amount_kind) AS (
  VALUES ('acquisition', 'price'), ('investment', 'investment'), ('subsidy', 'grant'), ('loan', 'loan'), ('financing', 'funding'), ('budget', 'budget')
)
SELECT
  e.event_id, e.label_en AS title_en, e.label_fr AS title_fr, e.event_type, k.label_en AS event_type_en, k.label_fr AS event_type_fr,
  e.status, s.label_en AS status_en, s.label_fr AS status_fr,
  e.date_start IS NOT NULL AS is_dated, year(e.date_start) AS year, e.date_start AS first_day,
  e.date_end AS last_day, e.date_precision, e.date_printed, e.target_year,
  n.buyer, n.target, n.seller, n.founder, n.founded, n.origin, n.funders, n.beneficiaries, n.partners, n.renamed, n.regulator,
  n.participants_en, n.participants_fr,
  i.participant_ids,
  CASE WHEN e.currency = 'EUR' AND e.event_type <> 'budget' THEN e.amount END AS amount_eur,
  CASE WHEN e.currency = 'USD' THEN e.amount END AS amount_usd, CASE WHEN e.currency = 'EUR' AND e.event_type = 'budget' THEN e.amount END AS budget_eur,
  m.code AS amount_kind, m.label_en AS amount_kind_en, m.label_fr AS amount_kind_fr, g.label_en AS geography_en, g.label_fr AS geography_fr, v.is_in_wallonia,
  nullif(coalesce(v.is_in_wallonia, false) OR coalesce(b.has_walloon, false), false) AS concerns_wallonia,
  coalesce(b.has_public, false) AS involves_public_body,
  w.telling_count, t.event_printed, c.printed AS cited, coalesce(d.issue_count, 0) AS issue_count,
  verified_by(t.source_url, t.source_url_kind) AS verification,
  e.geography_id, coalesce(t.citation_id, t.source_url) AS source_id, e.document_id, h.section_no, t.first_line, t.last_line, t.source_url
FROM events e
JOIN event_tellings t ON t.event_id = e.event_id AND t.document_id = e.document_id AND t.telling_no = 1
JOIN told w ON w.event_id = e.event_id
JOIN concepts k ON k.concept_id = e.event_type
JOIN code_lists s ON s.code_list = 'event_status' AND s.code = e.status
LEFT JOIN kinds a ON a.event_type = e.event_type AND e.currency IS NOT NULL
LEFT JOIN code_lists m ON m.code_list = 'amount_kind' AND m.code = coalesce(a.amount_kind, CASE WHEN e.currency IS NOT NULL THEN 'other' END)
LEFT JOIN named n ON n.event_id = e.event_id
LEFT JOIN present i ON i.event_id = e.event_id
LEFT JOIN taking_part b ON b.event_id = e.event_id
LEFT JOIN geographies g ON g.geography_id = e.geography_id
LEFT JOIN walloon_areas v ON v.geography_id = e.geography_id
LEFT JOIN citations c ON c.citation_id = t.citation_id
LEFT JOIN document_sections h ON h.document_id = t.document_id AND t.first_line BETWEEN h.first_line AND h.last_line
LEFT JOIN issue_counts d ON d.table_name = 'timeline' AND d.record_id = e.event_id
