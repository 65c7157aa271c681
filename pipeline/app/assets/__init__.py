"""What exists and what depends on what. A body is a few lines; the work is in pipeline/raw, core, metrics and release."""
