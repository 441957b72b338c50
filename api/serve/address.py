"""Addresses that are listened at."""

import socket

from api.settings import Settings, WrongSettings

BACKLOG = 2048
"""Connections that wait to be accepted."""


def listen(settings: Settings) -> socket.socket:
    """Take the address of the service.

    Raises:
        WrongSettings: It is none, or somebody else has it.
    """
    return _listen("", settings.host, settings.port)


def listen_for_admin(settings: Settings) -> socket.socket | None:
    """Take the address for those who run the service, if there shall be one.

    Raises:
        WrongSettings: It is none, or somebody else has it.
    """
    if settings.admin_port is None:
        return None
    return _listen("ADMIN_", settings.admin_host, settings.admin_port)


def name_address(listener: socket.socket) -> str:
    """Write an address as it is typed."""
    name, port = listener.getsockname()[:2]
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _listen(prefix: str, host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        given = f"{prefix}HOST={host!r} {prefix}PORT={port}"
        raise WrongSettings(f"{given} cannot be used: {reason}.") from None
