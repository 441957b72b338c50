"""Headers that say when something goes away: Deprecation (RFC 9745) and Sunset (RFC 8594)."""

from collections.abc import Collection

from api.resources.deprecation import Deprecation


def announce(ends: Collection[Deprecation]) -> dict[str, str]:
    """Write the earliest dates of all that a request asks for; nothing if none of it goes away."""
    if not ends:
        return {}
    first, last = min(ends, key=lambda end: end.since), min(ends, key=lambda end: end.sunset)
    return {"deprecation": first.since_field, "sunset": last.sunset_field}
