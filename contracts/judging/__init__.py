"""Is it lawful? Clauses taken apart, rules as data, and the verdict with its reasons."""
