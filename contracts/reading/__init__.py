"""Rosters as they are: any office's spreadsheet becomes records and problems."""
