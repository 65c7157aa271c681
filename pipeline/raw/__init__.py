"""Reading raw/: files become text frames, and bad files are refused by name. Nothing is interpreted here."""
