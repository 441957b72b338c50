"""What a release file can be told by. The serving process needs no more of the layout."""

APPLICATION_ID = 0x41635074
"""The letters AcPt, in the header of every release file."""

SCHEMA_VERSION = 6
"""Raised whenever a table changes its meaning; a server reads one version."""

MAX_DOCUMENT_BYTES = 1_000_000
"""Of one document. The compiler refuses a larger one, so that a server can bound what it reads."""

MAX_VALUE_BYTES = 16 * MAX_DOCUMENT_BYTES
"""Of anything that a server reads at once: a section in its longest form has room to spare."""

CURRENT = "CURRENT"
"""The file that names the release in force."""
