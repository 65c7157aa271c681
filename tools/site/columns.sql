-- Every published column with its words, for the table browser and for hints.
SELECT t.schema_name, t.table_name, t.comment, c.column_name, c.data_type, d.description_en, d.label_fr
FROM duckdb_tables() t
JOIN duckdb_columns() c USING (database_name, schema_name, table_name)
LEFT JOIN data_dictionary d ON d.table_name = t.table_name AND d.column_name = c.column_name
WHERE database_name = 'dataset'
ORDER BY t.table_name, c.column_index;
