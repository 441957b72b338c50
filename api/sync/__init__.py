"""Sync: what changed since a copy was last brought up to date, and proof that it is right."""
