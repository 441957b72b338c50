"""The doors: what is served at which path."""
