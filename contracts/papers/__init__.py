"""Kinds of paper: drafted, reviewed, rendered, and bound into batches."""
