"""Mutants: small wrong changes of the code that the unit tests must notice. `mutants.csv` lists them."""
