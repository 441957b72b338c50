"""How content is served: parse, read, respond."""
