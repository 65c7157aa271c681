"""Attacks on the project itself: raw files changed at random, and processes and places that fail. `make faults` runs them and counts."""
