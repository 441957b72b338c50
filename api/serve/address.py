"""The addresses that a service listens at."""

import socket
from typing import NamedTuple

from api.settings import Settings, WrongSettings

BACKLOG = 2048
"""Connections that wait to be accepted."""


class Doors(NamedTuple):
    """What connections come through."""

    public: socket.socket
    admin: socket.socket | None
    """For those who run the service, if they want it."""

    def close(self) -> None:
        """Close what this process has of them; processes that inherited them keep theirs."""
        self.public.close()
        if self.admin is not None:
            self.admin.close()


def open_doors(settings: Settings) -> Doors:
    """Take the addresses.

    Raises:
        WrongSettings: One of them is none, or somebody else has it.
    """
    public = listen("", settings.host, settings.port)
    if settings.admin_port is None:
        return Doors(public, None)
    try:
        return Doors(public, listen("ADMIN_", settings.admin_host, settings.admin_port))
    except WrongSettings:
        public.close()
        raise


def listen(prefix: str, host: str, port: int) -> socket.socket:
    """Take one address; the prefix is that of the settings that name it.

    Raises:
        WrongSettings: It is none, or somebody else has it.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        given = f"{prefix}HOST={host!r} {prefix}PORT={port}"
        raise WrongSettings(f"{given} cannot be used: {reason}.") from None


def name_address(listener: socket.socket) -> str:
    """Write an address as it is typed."""
    name, port = listener.getsockname()[:2]
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
