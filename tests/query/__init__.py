"""Grammars: what may be asked, and that nothing else gets through."""
