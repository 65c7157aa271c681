"""Growth, shares and concentration of a user's own table of trade, of any size, on an engine that others maintain.

Belongs here: reading and checking such a table, and writing the results whole or not at all. Does not belong here: the formulas and where
they apply (`pipeline/metrics/trade.py`), and what the tables hold (`schemas/trade.py`). No rows pass through pandas.
"""
