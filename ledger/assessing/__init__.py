"""Offices and villages by the agreements they signed; never a person."""
