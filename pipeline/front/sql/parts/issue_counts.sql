SELECT table_name, record_id, count(DISTINCT matter_id) AS issue_count FROM quality_issues GROUP BY table_name, record_id
