"""What a release file can be told by. The serving process needs no more of the layout."""

APPLICATION_ID = 0x41635074
"""The letters AcPt, in the header of every release file."""

SCHEMA_VERSION = 1
"""Raised whenever a table changes its meaning; a server reads one version."""

CURRENT = "CURRENT"
"""The file that names the release in force."""
