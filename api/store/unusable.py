"""Why a release cannot be used."""

from typing import Literal

Reason = Literal[
    "no-current",
    "bad-current",
    "old-number",
    "no-file",
    "wrong-hash",
    "wrong-layout",
    "no-index",
    "not-readable",
]
"""In the order in which they are met."""


class UnusableRelease(Exception):
    """There is no release, or not the one that CURRENT names; the message says what to do.

    The message is for whoever runs the server. It names files, so clients are
    told the reason only.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason
