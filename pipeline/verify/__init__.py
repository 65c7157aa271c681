"""The document against raw/: proof that what was transcribed is what is printed, where it is said to stand.

Everything else works without the document; this needs its text, whose SHA-256 is in document.yaml.
"""
