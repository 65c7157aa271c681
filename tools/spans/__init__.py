"""Where, to the character, each printed part of a document stands: the draft of spans.csv."""
