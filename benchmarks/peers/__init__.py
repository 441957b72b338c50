"""Peers: the same content as others would serve it, written as their own tutorials do."""
