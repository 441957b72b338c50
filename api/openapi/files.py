"""The files that are made from the code: the contract, and what is made from the contract."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec

from api.openapi import build_contract
from api.openapi.collection import build_collection

FOLDER = Path(__file__).parent.parent.parent / "openapi"
CONTRACT = FOLDER / "v1.json"
COLLECTION = FOLDER / "collection.json"
RELEASED = FOLDER / "v1.released.json"
"""The contract that clients were last given. It changes by a release of the contract only."""
CHANGELOG = FOLDER / "CHANGELOG.md"
SHOWN = 60
"""Characters of a line in a message."""


class NotReleasable(Exception):
    """The contract cannot be given to clients as it is."""


def encode(value: Any) -> bytes:
    """Write JSON as it is kept: a line for each value, so that differences can be read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def generate() -> dict[Path, bytes]:
    """Make all files."""
    contract = build_contract()
    return {CONTRACT: encode(contract), COLLECTION: encode(build_collection(contract))}


def write_files() -> None:
    """Write all files anew."""
    for path, text in generate().items():
        path.write_bytes(text)


def find_stale() -> Iterator[str]:
    """Say of each file that is not what the code makes, where it differs first."""
    for path, text in generate().items():
        kept = path.read_bytes() if path.exists() else b""
        if kept != text:
            yield f'{FOLDER.name}/{path.name}:{explain_difference(kept, text)} Run "make openapi".'


def explain_difference(kept: bytes, made: bytes) -> str:
    r"""Say in which line two texts differ first, and how.

    >>> explain_difference(b"a\nb\n", b"a\nc\n")
    "2: The file has 'b', the code makes 'c'."
    """
    lines = zip_longest(kept.decode().splitlines(), made.decode().splitlines(), fillvalue="nothing")
    for number, (old, new) in enumerate(lines, 1):
        if old != new:
            old_words, new_words = old.strip()[:SHOWN], new.strip()[:SHOWN]
            return f"{number}: The file has '{old_words}', the code makes '{new_words}'."
    return "1: The file has other white space than the code makes."


def release_contract() -> str:
    """Keep the contract as the one that clients have, and give its version.

    Raises:
        NotReleasable: The version was released with another contract, or nothing is said of it.
    """
    contract = build_contract()
    version = contract["info"]["version"]
    if RELEASED.exists():
        released = msgspec.json.decode(RELEASED.read_bytes())
        if released["info"]["version"] == version and released != contract:
            raise NotReleasable(
                f"{version} was released with another contract. Raise VERSION in "
                "api/openapi/__init__.py."
            )
    if f"\n## {version}\n" not in CHANGELOG.read_text(encoding="utf-8"):
        raise NotReleasable(f'Describe it in openapi/CHANGELOG.md, under "## {version}".')
    RELEASED.write_bytes(encode(contract))
    return str(version)
