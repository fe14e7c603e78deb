"""Pages for a phone: the same words as the paper, in one file that asks nobody for anything."""
