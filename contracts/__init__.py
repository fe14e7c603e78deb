"""What we write: rosters in, words reviewed, paper out. No SQLite, no clock, no network."""
