"""Search: from words to ranked documents, with snippets, facets and suggestions.

The index finds, the release answers: titles, slugs and texts are read from the
release in force, and only from there.
"""
