"""Old contracts: what the law of their day and of today makes of them, and what is to be given back."""
