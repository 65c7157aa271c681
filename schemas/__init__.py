"""What every table is: one pandera class per table, and nothing else.

A module is a subject: its raw tables, what is published of it, and, where there is any, the metrics on it. `registry` lists all tables;
`fields`, `vocabulary`, `copies` and `bases` are what classes are made with; `codes` has the closed code lists; the
front tables stand in `front_*`.
Belongs here: names, types, keys, allowed codes, descriptions, units and lineage of columns. Every other face of a table (Arrow,
DuckDB, Dagster, dictionary) is derived from these classes in `pipeline/contract/`.
Does not belong here: how a table is made. This package imports nothing from `pipeline`.
"""
