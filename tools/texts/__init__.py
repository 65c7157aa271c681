"""Help with the text of a document: a draft of its ledger of numbers, and line numbers moved to a text that was extracted again."""
