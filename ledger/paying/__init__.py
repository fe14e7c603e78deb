"""Payment runs: prepared by one, approved by another, taken to the bank and back."""
