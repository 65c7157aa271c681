"""The application: Dagster's definitions and the commands. Nothing imports it."""
