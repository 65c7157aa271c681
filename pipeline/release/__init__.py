"""Release: files, made from tables only, that appear whole or not at all. No value is changed here."""
