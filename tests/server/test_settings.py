"""Settings: whatever is wrong with one is said in one line that names it."""

import pytest

from api.settings import Settings, WrongSettings, read_settings

WRONG: dict[str, list[str]] = {
    "PORT": ["", " ", "http", "-1", "65536", "8000.5", "0x50", "1e9", "8000\n8001", "٨٠٠٠", "[]"],
    "ADMIN_PORT": ["", "no", "-1", "65536", "9000;", "\x1b[31m"],
    "WORKERS": ["", "0", "-2", "65", "two", "2.5", "1 2", "9" * 30, "true"],
    "LOG": ["", "xml", "JSON", "json ", "json\n"],
    "TRACES": ["", "on", "otlp,", "OTLP"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in WRONG.items() for v in values])
def test_a_wrong_value_is_named_in_one_line(name: str, value: str) -> None:
    """With the setting, the value as it was given, and what is wrong with it."""
    with pytest.raises(WrongSettings) as caught:
        read_settings({name: value})

    message = str(caught.value)
    assert message.startswith(f"{name}={value!r} cannot be used: ")
    assert message.isprintable()
    assert len(message) < 200


def test_what_is_not_set_has_a_default() -> None:
    """A server starts without any setting, for whoever is at the machine, and for nobody else."""
    settings = read_settings({"PATH": "/bin", "port": "1"})

    assert settings == Settings()
    assert (settings.host, settings.workers, settings.admin_port) == ("127.0.0.1", 1, None)
    assert settings.traces == "off"
