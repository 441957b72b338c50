"""The file CURRENT: which release is in force."""

import msgspec


class Current(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The release in force. `number` only ever grows, also when an older file returns."""

    number: int
    file: str
    """Name of the release file, in the same folder."""
    sha256: str
    """Hash of the whole file, in hex."""
    bytes: int
    """Size of the file."""
