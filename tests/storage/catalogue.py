"""The catalogue: every SQL text that a request can run, in one file for people to read.

    python -m tests.storage.catalogue --write     render it anew

A test compares the file with the code, so that no statement appears without
being read by somebody.
"""

import sys
from pathlib import Path

from api.store.statements import all_statements

CATALOGUE = Path(__file__).parent.parent.parent / "api" / "store" / "catalogue.sql"
COMMAND = "python -m tests.storage.catalogue --write"
TITLE = f"-- Every SQL text that a request can run. Rendered by: {COMMAND}\n\n"


def render_catalogue() -> str:
    """Write all statements one after the other."""
    return TITLE + "\n\n".join(f"{text.rstrip()};" for text in all_statements()) + "\n"


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    CATALOGUE.write_text(render_catalogue(), encoding="utf-8")
