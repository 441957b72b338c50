"""Which media types a client takes (RFC 9110, 12.5.1)."""

import re

QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?", re.ASCII)


def accepts(accept: str, media_type: str) -> bool:
    """Whether a client takes a media type; the most specific range that names it decides.

    What is malformed is passed over, and a header that says nothing takes all.

    >>> accepts("text/html, */*;q=0.1", "application/json"), accepts("*/*;q=0", "text/html")
    (True, False)
    >>> accepts("application/json;q=0, */*", "application/json")
    False
    """
    ranges = [media_type, f"{media_type.partition('/')[0]}/*", "*/*"]
    qualities = read_ranges(accept)
    found = next((qualities[name] for name in ranges if name in qualities), None)
    return found if found is not None else not qualities


def read_ranges(accept: str) -> dict[str, bool]:
    """Read which ranges a header takes and which it rules out with a quality of 0."""
    qualities: dict[str, bool] = {}
    for part in accept.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        if name.count("/") == 1 and QUALITY.fullmatch(quality):
            qualities[name] = qualities.get(name, False) or float(quality) > 0
    return qualities
