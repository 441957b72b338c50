"""Read a JSON file."""

from pathlib import Path
from typing import Any

import msgspec


def read_json(path: Path) -> Any:
    """Decode the file."""
    return msgspec.json.decode(path.read_bytes())
