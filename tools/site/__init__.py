"""The site: a release with an SQL engine for its page beside it.

Belongs here: installing DuckDB for browsers with npm, joining its files and the database into scripts, the script of the page's SQL
section with its words, and the command that writes outputs/site. Does not belong here: the pages themselves, which are part of every
release (`pipeline/page/`) and are the same bytes with and without the engine.
"""
