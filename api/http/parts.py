"""Bodies in one piece, or in parts that are sent one behind the other.

A page of a list is long, and most of it lies in a file that is mapped. To send its parts from
where they are costs less than to copy them together, and takes no memory while it is kept.
"""

Part = bytes | memoryview
Body = bytes | memoryview | tuple[Part, ...]
"""What is in parts is views of a file but for the little between them."""


def size_of(body: Body) -> int:
    """Count the bytes.

    >>> size_of(b"ab"), size_of((b"ab", memoryview(b"c")))
    (2, 3)
    """
    return sum(map(len, body)) if isinstance(body, tuple) else len(body)


def join_parts(body: Body) -> bytes:
    """Put a body together.

    >>> join_parts(memoryview(b"ab")), join_parts((b"ab", memoryview(b"c")))
    (b'ab', b'abc')
    """
    return b"".join(body) if isinstance(body, tuple) else bytes(body)
