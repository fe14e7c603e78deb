"""Papers from the ledger: notices, certificates, statements, handovers."""
