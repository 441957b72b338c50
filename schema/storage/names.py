"""Names in a release file that are not those of a type."""

ABOUT = "about"
"""The relation to the topics that a document is about, broader ones included."""

NO_VALUE = 2**32 - 1
"""The rank of a document without a value."""
