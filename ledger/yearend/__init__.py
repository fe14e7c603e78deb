"""What a township keeps of a year: its registers as workbooks, its notices and photos, an index with every hash."""
