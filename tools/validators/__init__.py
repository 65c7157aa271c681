"""Checks of a finished release: the project's own, and those of other programs."""
