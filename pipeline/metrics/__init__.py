"""Metrics: what follows from the published tables by computation, each row with its inputs and with bounds. No metric reads a raw file.

One module per table; a function bears the name of its table and takes the tables that it is made from. docs/methods.md says by which
formulas.
"""
