"""The addresses that a server takes before it starts anything else."""

from contextlib import closing

import pytest

from api.serve.address import listen, name_address, open_doors
from api.settings import Settings, WrongSettings

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "", "::1"])  # noqa: S104
def test_any_address_of_this_machine_can_be_taken(host: str) -> None:
    """By name or number, of either family, one or all of them."""
    with listen("", host, 0) as listener:
        assert listener.getsockname()[1] > 0


def test_addresses_are_named_as_they_are_typed() -> None:
    """Those of the newer family in brackets."""
    with listen("", "::1", 0) as listener:
        assert name_address(listener) == f"http://[::1]:{listener.getsockname()[1]}"


@pytest.mark.parametrize("prefix", ["", "ADMIN_"])
def test_a_taken_address_is_named(prefix: str) -> None:
    """Whoever starts a second server is told which setting to change."""
    with listen("", "127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        settings = {"": Settings(port=port), "ADMIN_": Settings(port=0, admin_port=port)}

        with pytest.raises(
            WrongSettings, match=f"^{prefix}HOST='127.0.0.1' {prefix}PORT={port} cannot be used"
        ):
            open_doors(settings[prefix])


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "x" * 70])
def test_an_address_that_is_none_is_named(host: str) -> None:
    """What cannot be listened at is no address of this machine, or none at all."""
    with pytest.raises(WrongSettings, match="cannot be used"):
        listen("", host, 0)


def test_there_is_no_admin_address_unless_it_is_asked_for() -> None:
    """And then it is another one."""
    with closing(open_doors(Settings(port=0))) as doors:
        assert doors.admin is None
    with closing(open_doors(Settings(port=0, admin_port=0))) as doors:
        assert doors.admin is not None
        assert name_address(doors.admin) != name_address(doors.public)
