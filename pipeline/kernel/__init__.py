"""What everything else stands on: problems, tokens, paths, files and their hashes. Imports nothing of the rest."""
