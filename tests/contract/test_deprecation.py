"""A resource made up for a test, with everything in it on its way out."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.resources.deprecation import Deprecation
from tests.conftest import edit
from tests.contract.test_adding_a_resource import add_rooms, checkout, run

__all__ = ["checkout"]

ENDS = """
from datetime import date

import msgspec

from api.resources.deprecation import Deprecation

END = Deprecation(since=date(2027, 3, 1), sunset=date(2028, 6, 1), replacement="`{instead}`")
"""
PROBE = """
import json
import sys
from pathlib import Path
from api.app import create_app
from api.openapi import build_contract
from api.store.release import open_release
from tests.client import Client

NAMES = ("deprecation", "sunset")
client = Client(create_app(open_release(Path("releases"))))
answers = {}
for target in sys.argv[1:]:
    first = client.get(target)
    again = client.get(target, If_None_Match=first.headers["etag"])
    assert (first.status, again.status) == (200, 304)
    announced = [each.headers.get(name) for each in (first, again) for name in NAMES]
    assert announced[:2] == announced[2:]
    answers[target] = announced[:2]
print(json.dumps([answers, build_contract()]))
"""
EARLIEST, LATEST = ["@1803859200", "Thu, 01 Jun 2028 00:00:00 GMT"], [None, None]
PLAIN, INCLUDED, FILTERED, SORTED, NAMED = (
    "/v1/rooms",
    "/v1/rooms?include=topics",
    "/v1/rooms?filter[name]=Blue+room",
    "/v1/rooms?sort=-name",
    "/v1/rooms/blue",
)
TARGETS = (PLAIN, INCLUDED, FILTERED, SORTED, NAMED)


def probe(checkout: Path, old: str, new: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Deprecate something of the made-up resource, and ask for it."""
    add_rooms(checkout)
    rooms = checkout / "api" / "resources" / "rooms.py"
    edit(rooms, old, new)
    edit(rooms, "from api.resources.about", f"{ENDS}\nfrom api.resources.about")
    run(checkout, "-m", "seed", "build", "--today", "2026-02-01")
    return ask(checkout, *TARGETS)


def ask(checkout: Path, *targets: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Ask for addresses, twice each, and for the contract."""
    shown = run(checkout, "-c", PROBE, *targets).splitlines()[-1]
    answers, contract = json.loads(shown)
    return answers, contract


def operation(contract: dict[str, Any], path: str) -> dict[str, Any]:
    found: dict[str, Any] = contract["paths"][path]["get"]
    return found


def test_nothing_ends_unless_it_is_declared(checkout: Path) -> None:
    """Without a deprecation there is no such header, not even in the contract."""
    answers, contract = probe(checkout, "order=", "order=")

    assert list(answers.values()) == [LATEST] * len(TARGETS)
    assert "Sunset" not in contract["components"]["headers"]
    assert '"deprecated"' not in json.dumps(contract)


def test_a_resource_ends_with_every_answer(checkout: Path) -> None:
    """Both operations are marked and dated, and each answer says it."""
    answers, contract = probe(checkout, "about=ABOUT_TOPIC,", "about=ABOUT_TOPIC, deprecation=END,")

    assert list(answers.values()) == [EARLIEST] * len(TARGETS)
    for path in ("/v1/rooms", "/v1/rooms/{key}"):
        marked = operation(contract, path)
        assert marked["deprecated"] is True
        assert marked["x-sunset"] == "2028-06-01"
        assert marked["description"].endswith(
            "Deprecated since 2027-03-01 and gone on 2028-06-01; use `{instead}`."
        )
        assert {"Deprecation", "Sunset"} <= set(marked["responses"]["200"]["headers"])
    assert "deprecated" not in operation(contract, "/v1/topics")


def test_a_relation_ends_where_it_is_included_or_filtered_by(checkout: Path) -> None:
    """Who does not use it is told nothing."""
    answers, contract = probe(
        checkout,
        'relations=(forward("topics", TOPIC, "What is done here."),)',
        'relations=(msgspec.structs.replace(forward("topics", TOPIC, "What is done here."), '
        "deprecation=END),)",
    )

    assert [target for target in TARGETS if answers[target] == EARLIEST] == [INCLUDED]
    [include] = [
        each
        for each in operation(contract, "/v1/rooms")["parameters"]
        if each.get("name") == "include"
    ]
    assert "`topics`: What is done here. Deprecated since" in include["description"]


def test_a_field_ends_where_it_is_filtered_or_sorted_by(checkout: Path) -> None:
    """Its filters are marked in the contract."""
    answers, contract = probe(
        checkout,
        'fields=(text("name", "Name for readers.", "Blue room"),)',
        'fields=(msgspec.structs.replace(text("name", "Name for readers.", "Blue room"), '
        "deprecation=END),)",
    )

    assert [target for target in TARGETS if answers[target] == EARLIEST] == [FILTERED, SORTED]
    marked = {
        each["name"]
        for each in operation(contract, "/v1/rooms")["parameters"]
        if each.get("deprecated")
    }
    assert marked == {"filter[name]", "filter[name][ne]", "filter[name][prefix]"}


def test_a_parameter_ends_where_it_is_given(checkout: Path) -> None:
    """Any parameter can be declared so, in lists and in a search."""
    add_rooms(checkout)
    for module, name, first in (("query", "count", "AFTER"), ("search", "mode", "QUERY")):
        path = checkout / "api" / module / "parameters.py"
        edit(path, f'name="{name}",', f'name="{name}", deprecation=END,')
        edit(path, f"\n{first} = ", f"\n{ENDS}\n{first} = ")
    run(checkout, "-m", "seed", "build", "--today", "2026-02-01")

    counted, found = "/v1/rooms?count=exact", "/v1/search?q=blue&mode=prefix"
    answers, contract = ask(checkout, PLAIN, counted, "/v1/search?q=blue", found)

    assert [target for target in answers if answers[target] == EARLIEST] == [counted, found]
    assert contract["components"]["parameters"]["Count"]["deprecated"] is True
    assert "Sunset" in operation(contract, "/v1/search")["responses"]["304"]["headers"]


def test_twelve_months_are_the_least() -> None:
    """A shorter notice than the stability section promises cannot be declared."""
    with pytest.raises(ValueError, match=re.escape("stays until 2028-01-01 at least")):
        Deprecation(since=date(2027, 1, 1), sunset=date(2027, 12, 31), replacement="`topics`")
