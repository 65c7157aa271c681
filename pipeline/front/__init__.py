"""The front tables: each one a query over the core and metrics tables, in one SQL file.

Belongs here: joining, wording, filtering and counting what other tables hold. Does not belong here: computing a value or choosing between
values; metrics does that.
"""
