"""Rosters kept in the ledger: imported, compared, undone, handed on."""
