"""The address that a server takes before it starts anything else."""

import pytest

from api.serve.address import listen
from api.settings import Settings, WrongSettings

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "", "::1"])  # noqa: S104
def test_any_address_of_this_machine_can_be_taken(host: str) -> None:
    """By name or number, of either family, one or all of them."""
    with listen(Settings(host=host, port=0)) as listener:
        assert listener.getsockname()[1] > 0


def test_a_taken_address_is_named() -> None:
    """Whoever starts a second server is told which setting to change."""
    with listen(Settings(port=0)) as listener:
        port = listener.getsockname()[1]

        with pytest.raises(WrongSettings, match=f"PORT={port} cannot be used: Address already"):
            listen(Settings(port=port))


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "x" * 70])
def test_an_address_that_is_none_is_named(host: str) -> None:
    """What cannot be listened at is no address of this machine, or none at all."""
    with pytest.raises(WrongSettings, match="cannot be used"):
        listen(Settings(host=host, port=0))
