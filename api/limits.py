"""Limits: what a request and a connection may be. Code, contract and tests read them here."""

from typing import Annotated

import msgspec
from msgspec import Meta

MAX_TARGET = 2048
"""Bytes of path and query."""
MAX_HEADER = 16 * 1024
"""Bytes of all names and values, and four more for each field."""
MAX_HEADERS = 64
"""Fields of a header."""
MAX_HEAD = MAX_TARGET + MAX_HEADER + 64
"""Bytes of a request until its header has ended; method and version fit in 64."""
MAX_BODY = 128 * 1024
"""Bytes of a body: all the holdings that may be asked about, with a line for each member."""
MAX_SENT_BODY = 512 * 1024
"""Bytes in which a body arrives; in chunks it has more than it is long."""
MAX_DEPTH = 3
"""Arrays and objects within each other, in a body."""
MAX_HOLDINGS = 1000
"""Documents that are asked about at once."""
MAX_UNSENT = 256 * 1024
"""Bytes that a client leaves unread before nothing more is answered. One answer may be larger."""
MIN_TAKEN = 64 * 1024
"""Bytes that a client has to take within the write deadline if it does not take all."""
LINGER = 2.0
"""Seconds that a client has to read the last answer after we ended a connection."""

Seconds = Annotated[float, Meta(gt=0)]
Count = Annotated[int, Meta(ge=1)]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long a connection may take for what it does, and how many there may be."""

    header_deadline: Seconds = 10
    """Seconds for a header: from the first byte, on a new connection from its beginning."""
    body_deadline: Seconds = 30
    """Seconds for a body, from the end of the header."""
    write_deadline: Seconds = 30
    """Seconds in which a client takes an answer, or at least 64 KiB of it."""
    keep_alive: Seconds = 15
    """Seconds that a connection may be idle."""
    max_requests: Count = 1000
    """Requests on one connection; the last answer says that it is the last."""
    max_connections: Count = 8192
    """Connections of one process; at the limit the slowest ones make room."""
    max_connections_per_address: Count = 64
    """Connections from one address (of IPv6, one /64)."""
