"""What every table is: one pandera class per table, and nothing else.

Belongs here: names, types, keys, allowed codes, descriptions, units and lineage of columns. Every other face of a table (Arrow,
DuckDB, Dagster, dictionary) is derived from these classes in `pipeline/contract/`.
Does not belong here: how a table is made. This package imports nothing from `pipeline`.
"""
