"""Core: printed text becomes identities, codes and numbers, each row with its locator. No ratio is computed here.

One module per family of tables; a function bears the name of its table and takes the tables that it is made from.
"""
