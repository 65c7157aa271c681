"""The faces of a schema: whatever says what a table is, in whatever language, is derived here from its class in `schemas/`."""
