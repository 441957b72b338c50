"""What a client takes, by the qualities that it gives (RFC 9110, 12.4.2 and 12.5)."""

import re
from collections.abc import Sequence

ANYTHING = "*/*"
QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?", re.ASCII)


def accepts(accept: str, media_type: str) -> bool:
    """Whether a client takes a media type.

    >>> accepts("text/html, */*;q=0.1", "application/json"), accepts("*/*;q=0", "text/html")
    (True, False)
    """
    return quality_of(accept, media_type) > 0


def quality_of(accept: str, media_type: str) -> float:
    """Find how much a client wants a media type; the most specific range that names it decides.

    A header that says nothing takes all.

    >>> quality_of("application/json;q=0, */*;q=0.3", "text/html")
    0.3
    """
    ranges = [media_type, f"{media_type.partition('/')[0]}/*", "*/*"]
    read = read_qualities(accept)
    qualities = {name: quality for name, quality in read.items() if name.count("/") == 1}
    found = next((qualities[name] for name in ranges if name in qualities), None)
    return found if found is not None else float(not qualities)


def read_qualities(header: str) -> dict[str, float]:
    """Read how much a client wants each thing that a header names; 0 rules it out.

    What is malformed is passed over, and of several qualities the highest counts.

    >>> read_qualities("BR;q=0.5, gzip;q=x, *;q=0, zstd")
    {'br': 0.5, '*': 0.0, 'zstd': 1.0}
    """
    qualities: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        if name and QUALITY.fullmatch(quality):
            qualities[name] = max(qualities.get(name, 0.0), float(quality))
    return qualities


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Choose the media type that a client wants most; if it takes none of them, none.

    Between equal qualities the one that the client names more exactly is chosen, then the one
    that is offered first.

    >>> choose("text/html,*/*;q=0.8", ("application/json", "text/html"))
    'text/html'
    >>> choose("*/*", ("application/json", "text/html"))
    'application/json'
    """
    if not accept or accept == ANYTHING:
        return offers[0]
    qualities = read_qualities(accept)

    def rank(offer: str) -> tuple[float, int]:
        ranges = (ANYTHING, f"{offer.partition('/')[0]}/*", offer)
        named = [place for place, name in enumerate(ranges) if name in qualities]
        return (qualities[ranges[named[-1]]], named[-1]) if named else (0.0, 0)

    acceptable = [offer for offer in offers if accepts(accept, offer)]
    return max(acceptable, key=rank, default=None)
