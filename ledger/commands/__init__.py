"""Commands around the ledger, one file per command or group. Thin: Click in, functions below, text out."""
