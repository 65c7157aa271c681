"""What a schema says, and what checks, stores and shows a table by it.

Two rooms. Reading: `constraints` and `tables` turn a class of `schemas/` into one typed description, `lineage` joins the descriptions of
all tables into one graph. Faces: `words`, `arrow`, `check`, `duckdb` and `store` are made from that description and never look at pandera's
own form of it, but that `check` lets pandera validate. What a release says of itself is in `pipeline/describe/`.
"""
