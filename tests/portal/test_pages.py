from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from api.app import create_app, create_serving_app
from api.loaded import load_release
from api.openapi import build_contract
from api.portal.operations import read_operations
from api.portal.page import START
from api.portal.pages import render_pages
from api.serving import Serving
from api.store.release import open_release
from tests.client import Client

from .site import PATHS, Sheet, read_sheet

EACH_PATH = pytest.mark.parametrize("path", PATHS)


@pytest.fixture(scope="module")
def reader(shipped_releases: Path) -> Iterator[Client]:
    """A client of the clinic's own content, to which the pages' links lead."""
    release = open_release(shipped_releases)
    client = Client(create_app(release))
    yield client
    client.close()
    release.close()


@pytest.fixture(scope="module")
def sheets(reader: Client) -> dict[str, Sheet]:
    """All pages."""
    return {path: read_sheet(reader, path) for path in PATHS}


@EACH_PATH
def test_a_page_is_valid(path: str, sheets: dict[str, Sheet]) -> None:
    """A strict parser finds no mistake, and every id is there once."""
    sheet = sheets[path]

    assert sheet.elements
    assert len(set(sheet.ids)) == len(sheet.ids)
    for name in ("aria-labelledby", "for"):
        targets = {each.attrib[name] for each in sheet.elements if name in each.attrib}
        assert targets <= set(sheet.ids)


@EACH_PATH
def test_a_page_has_landmarks_and_headings_in_order(path: str, sheets: dict[str, Sheet]) -> None:
    """One main part, one first heading, no level left out, and a way to skip the head."""
    sheet = sheets[path]

    levels = [int(each.tag[1]) for each in sheet.find("h1", "h2", "h3", "h4")]

    assert [len(sheet.find(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert next(sheet.links()).startswith("/docs/assets/icon.")
    assert sheet.find("a")[0].attrib["href"] == "#content"
    assert sheet.find("html")[0].attrib["lang"] == "en"


def test_every_page_has_a_title_of_its_own(sheets: dict[str, Sheet]) -> None:
    """A reader with twenty tabs finds the right one."""
    titles = [sheet.find("title")[0].text for sheet in sheets.values()]

    assert len(set(titles)) == len(titles)


WITH_MISTAKES = (
    "/docs/errors/",
    "/docs/query",
    "/docs/languages",
    "/docs/feeds",
    "/docs/representations",
)
"""Pages with commands that are refused, on purpose or for want of their topic here."""


def resolve(href: str, here: Sheet, sheets: dict[str, Sheet], reader: Client) -> bool:
    """Whether a link leads somewhere: to a place on a page, an operation, or an answer."""
    target, fragment = urldefrag(href)
    target = target or here.path
    if fragment.startswith("/"):
        operations = read_operations(build_contract())
        return target == "/docs" and fragment in {f"/{each.tag}/{each.id}" for each in operations}
    if target in sheets:
        return not fragment or fragment in sheets[target].ids
    answer = reader.get(target)
    return answer.status == 200 or here.path.startswith(WITH_MISTAKES)


@EACH_PATH
def test_every_link_leads_somewhere(path: str, sheets: dict[str, Sheet], reader: Client) -> None:
    """On this server, and on no other; examples of mistakes lead to their problems."""
    for href in set(sheets[path].links()):
        assert href.startswith(("/", "#"))
        assert resolve(href, sheets[path], sheets, reader), href


@EACH_PATH
def test_every_table_that_scrolls_can_be_reached(path: str, sheets: dict[str, Sheet]) -> None:
    """What may scroll takes the focus and has a name."""
    for each in sheets[path].find("pre", "div"):
        if each.tag == "pre" or each.attrib.get("class") == "scroll":
            assert each.attrib["tabindex"] == "0"
            assert each.attrib["aria-label"]


def test_pages_are_written_once(reader: Client) -> None:
    """The bytes are those that were made when the process started, and a 304 is enough later."""
    for path, body in render_pages().items():
        answer = reader.get(path)

        assert answer.body == body
        assert reader.get(path, If_None_Match=answer.headers["etag"]).status == 304


def test_the_start_page_is_that_of_the_release(reader: Client, client: Client) -> None:
    """Each server shows its own content."""
    shown = reader.get(START, Accept="text/html").body.decode()
    other = client.get(START, Accept="text/html").body.decode()

    assert "BackInAction trial" in shown
    assert "BackInAction trial" not in other


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_swap_changes_what_the_start_says(
    accept: str, clinic_releases: Path, shipped_releases: Path
) -> None:
    """Page and index are those of the release in use, whichever was asked for before."""
    serving = Serving(load_release(shipped_releases))
    client = Client(create_serving_app(serving))
    before = client.get(START, Accept=accept)
    serving.swap(load_release(clinic_releases))

    after = client.get(START, Accept=accept)

    assert [each.headers["acupoint-release"] for each in (before, after)] == ["1", "2"]
    assert before.body != after.body
    serving.loaded.retire()
    client.close()
