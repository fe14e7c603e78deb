"""What we remember: both sides' promises and what became of them. May use contracts, never the reverse."""
