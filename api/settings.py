"""Settings: a few environment variables, read once and checked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from api.limits import Limits

WRONG_CONFIGURATION = 78
"""Exit status of a process that cannot start as it is set up (EX_CONFIG of sysexits)."""


class WrongSettings(Exception):
    """A setting cannot be used; the message names it and the values it may have."""


class Settings(Limits, frozen=True, kw_only=True):
    """How this process serves, and within which limits."""

    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 8000
    """0 takes any free port."""
    admin_host: str = "127.0.0.1"
    admin_port: Annotated[int, Meta(ge=0, le=65535)] | None = None
    """Port of /metrics, /livez and /readyz for those who run the service; none by default."""
    releases: str = "releases"
    """Folder in which CURRENT names the release in force."""
    workers: Annotated[int, Meta(ge=1, le=64)] = 1
    """Processes that answer; with more than one, another process supervises them."""
    traces: Literal["off", "otlp"] = "off"
    """Whether requests are traced; otlp needs what requirements-otel.txt installs."""
    log: Literal["json", "text"] = "json"
    """JSON lines for machines, or text for a terminal."""
    protocol_tier: Literal["on", "off"] = "on"
    """Whether finished answers are sent from the socket, before there is a request for ASGI."""
    asgi_tier: Literal["on", "off"] = "on"
    """Whether finished answers are sent before the application is asked."""
    memo_bytes: Annotated[int, Meta(ge=0)] = 256 * 2**20
    """Bytes for finished answers; a quarter of them is for headers and requests that were read."""
    log_hits: Annotated[int, Meta(ge=0)] = 0
    """One in so many answers from the memo is logged; 0 logs none."""

    @property
    def release_folder(self) -> Path:
        """The folder of the releases."""
        return Path(self.releases)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Take the settings out of the environment; names are in capitals.

    >>> read_settings({"PORT": "8080"}).port
    8080

    Raises:
        WrongSettings: A value does not fit.
    """
    names = Settings.__struct_fields__
    given = {name: environment[name.upper()] for name in names if name.upper() in environment}
    try:
        return msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$.")
        name = place.rstrip("`").upper()
        raise WrongSettings(f"{name}={given[name.lower()]!r} cannot be used: {reason}.") from None
