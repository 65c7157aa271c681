"""Official statistics that a service publishes: asked for by a person, stored as they came, then read like any other source.

Belongs here: the query (data, in a YAML file), asking, storing, and the way from an answer to statements. Nothing here runs when the
dataset is built. Does not belong here: Dagster (`pipeline/app/assets/official.py`), and how statements become observations
(`pipeline/core/`).
"""
