"""Metrics: what follows from the published tables by computation, each row with its inputs and with bounds.

A function has the name of the table that it makes, and takes the tables that it is made from; docs/methods.md gives the formulas.
`formulas` defines those that several metrics use, over the operands of `intervals` (decimals) and `bounded_columns` (Ibis). `rounding`
holds for all.

- growth_rates: `growth`; export_shares, export_concentration: `shares`. Both choose values by `yearly_facts` and compute by `trade`.
- observation_conflicts: `conflicts`.
- claims, claim_inputs: `claims`. `claim_evidence` gives each record its number, `claim_records` joins claims with their records,
  `claim_requirements` says what each of `claim_formulas` requires, `claim_verdicts` judges, `claim_labels` checks labels.
- joint_inconsistencies, joint_inconsistency_members: `joint_consistency`. `claim_identities` gives the relations between printed numbers,
  `relations_of_numbers` finds those that exclude each other.
- cluster_profile: `profile`, of the cuts in `cuts`, counted in `counting`, computed in `measures`.
- network_measures: `network`.

Metrics read published tables. The exceptions are `claims` and `joint_consistency`, which read raw_claims and raw_claim_inputs:
docs/architecture.md says why.
"""
