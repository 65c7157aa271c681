SELECT *, subject_id || '|' || relation_type || '|' || object_id AS record_id
FROM (
  -- a symmetric tie has the end that comes first in the alphabet as its subject
  SELECT r.row_key, r.relation_id, r.document_id, r.citation_id, r.relation_type, r.status, r.year, r.first_line, r.last_line,
    r.subject_id AS stated_subject_id, t.is_symmetric AND r.object_id < r.subject_id AS is_turned,
    if(is_turned, r.object_id, r.subject_id) AS subject_id, if(is_turned, r.subject_id, r.object_id) AS object_id
  FROM relations r JOIN concepts t ON t.concept_id = r.relation_type
)
