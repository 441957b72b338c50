"""Tests, by what a reader wants to know."""
