"""Which content coding an answer is sent in (RFC 9110, 12.5.3)."""

IDENTITY = ""


def choose_coding(accept_encoding: str) -> str:  # noqa: ARG001 (there is one coding so far)
    """Choose the coding for a client that accepts these; equal input, equal choice.

    Answers are kept by what is chosen here: two clients for whom the same is chosen get the same
    bytes. It need not be applied: what is too small may be sent as it is, to all of them.
    """
    return IDENTITY
