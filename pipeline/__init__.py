"""The Dagster project: thin assets over pure functions. See docs/architecture.md for what is where."""
