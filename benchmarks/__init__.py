"""How fast it is, against what. Run by hand: nothing here is a test."""
