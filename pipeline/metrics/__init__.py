"""Metrics: what follows from the published tables by computation, each row with its inputs and with bounds. No metric reads a raw file.

A function bears the name of its table and takes the tables that it is made from; docs/methods.md says by which formulas.

- growth_rates: `growth`; export_shares, export_concentration: `shares`; both choose values by `points` and compute by `trade`.
- claims, claim_inputs: `claims`, from what `evidence` gives and `citing` joins, by `formulas` over `intervals`, of which `needs` says what
  each needs, judged by `verdicts`.
- cluster_profile: `profile`, of the cuts in `cuts`, counted in `cells`, computed in `measures`.
- network_measures: `network`.
- `rounding` is that of all.
"""
