"""First answers: what is ready is answered as the doors do, to the byte."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.http.coding import COMPRESSORS, IDENTITY, Coding
from api.loaded import Loaded, load_release
from api.query.parse import parse_list_query
from api.resources import RESOURCES, Resource
from api.resources.articles import ARTICLES
from api.resources.topics import TOPICS
from api.serve.first import First, make_at_door, make_first, make_ready
from api.serve.recipe import RECIPES, list_recipes
from schema.cursor import write_cursor
from schema.section import SECTION
from schema.storage.ready import SUFFIX, name_kind
from seed.release import read_rows
from tests.client import CLINIC_TIME

QUERIES = (
    *("", "?include=sections", "?body=blocks", "?include=sections&body=blocks", "?lang=en"),
    *(
        "?include=references",
        "?fields[article]=title",
        "?include=sections&include=sections",
        "?a=b",
    ),
)
NEARLY_PAGES = (
    *("?", "?after=", "?after=x", "?limit=20"),
    *("?after={}&limit=20", "?after={}&after={}", "?count=exact&after={}"),
)
"""Ways to ask for a page that take more than to look it up."""
MOMENTS = (CLINIC_TIME, CLINIC_TIME + 400 * 86400, CLINIC_TIME - 86400)
"""Before and after reviews fall due, and, as clocks are set back, before all was settled."""


@pytest.fixture(params=["clinic", "shipped"])
def loaded(request: pytest.FixtureRequest) -> Iterator[Loaded]:
    """A release with what is ready beside it."""
    opened = load_release(request.getfixturevalue(f"{request.param}_releases"))
    yield opened
    opened.retire()


def targets_of(loaded: Loaded) -> Iterator[bytes]:
    """Ask for every document by each name, in each of several ways."""
    for resource in RESOURCES:
        statement = "SELECT id, slug FROM document WHERE type = :type"
        rows = read_rows(loaded.release.path, statement, type=resource.type.name)
        for key in (name for row in rows for name in row):
            yield from (f"{resource.type.path}/{key}{query}".encode() for query in QUERIES)
        yield f"{resource.type.path}/nobody".encode()


def pages_of(loaded: Loaded, resource: Resource) -> Iterator[bytes]:
    """Ask for the first page of a list, and for the one behind each document but the last."""
    path, following = resource.type.path, f"{resource.type.path}?limit=1"
    yield path.encode()
    while following:
        first = make_at_door(loaded, following.encode(), "*/*", Coding(IDENTITY), CLINIC_TIME)
        page: dict[str, Any] = msgspec.json.decode(first.finished.body)["page"] if first else {}
        following = page.get("next", "")
        if following:
            yield f"{path}?after={page['after']}".encode()


def describe(first: First | None) -> tuple[object, ...] | None:
    """All that is sent, and all that is kept with it; not how long it took."""
    if first is None:
        return None
    finished = first.finished
    whole = finished.start + finished.ok + b"".join(finished.rest)
    named = finished.etag, finished.route, finished.is_json, finished.body_size
    return (
        whole,
        finished.body,
        finished.head,
        finished.start + finished.write_304(),
        named,
        first.expires_at,
    )


@pytest.mark.parametrize("coding", [IDENTITY, *COMPRESSORS])
def test_what_is_ready_is_what_the_doors_answer(coding: str, loaded: Loaded) -> None:
    """Header and body, at any time; what is not ready is left to the doors."""
    assert loaded.ready is not None
    count = 0
    pages = (page for resource in RESOURCES for page in pages_of(loaded, resource))
    for target in chain(targets_of(loaded), pages):
        for now in MOMENTS:
            first = make_ready(loaded, loaded.ready, target, Coding(coding), now)
            if first is not None:
                door = make_at_door(loaded, target, "*/*", Coding(coding), now)
                assert describe(first) == describe(door), target
                count += 1

    assert count > 100


def test_most_documents_are_ready(loaded: Loaded) -> None:
    """All but sections, asked for in the one spelling that this service writes."""
    assert loaded.ready is not None
    for target in targets_of(loaded):
        first = make_ready(loaded, loaded.ready, target, Coding(IDENTITY), CLINIC_TIME)
        path, _, query = target.decode().partition("?")
        is_plain = not query or ("articles/" in path and query == "include=sections")
        is_there = "/sections/" not in path and not path.endswith("/nobody")
        if is_plain:
            assert (first is not None) == is_there, target


def test_all_pages_are_ready_that_are_asked_for_as_links_ask(loaded: Loaded) -> None:
    """Of lists in their own order and length; those of sections are not."""
    assert loaded.ready is not None
    for resource in RESOURCES:
        for target in pages_of(loaded, resource):
            first = make_ready(loaded, loaded.ready, target, Coding(IDENTITY), CLINIC_TIME)
            assert (first is None) == (resource.type is SECTION), target
            cursor = target.partition(b"?after=")[2].decode()
            for query in NEARLY_PAGES:
                other = (resource.type.path + query.format(cursor, cursor)).encode()
                args = loaded, loaded.ready, other, Coding(IDENTITY), CLINIC_TIME
                assert make_ready(*args) is None, other


@pytest.mark.parametrize("changes", [{"order": ("updated_at",)}, {"default_limit": 5}])
def test_a_list_that_differs_from_what_was_written_is_left_to_the_doors(
    changes: dict[str, Any],
) -> None:
    """The compiler knows one order of a type, and one length of pages."""
    other = msgspec.structs.replace(TOPICS, **changes)
    kind = name_kind("list", TOPICS.type).encode()

    assert kind in dict(list_recipes([TOPICS]))
    assert kind not in dict(list_recipes([other]))


@pytest.mark.parametrize("loaded", ["clinic"], indirect=True)
def test_what_was_written_for_other_code_is_left_to_the_doors(
    loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is of a kind that is not known to this code is not sent by it."""
    target, kind = b"/v1/articles/migraine", name_kind("document", ARTICLES.type).encode()
    assert loaded.ready is not None
    args = loaded, loaded.ready, target, Coding(IDENTITY), CLINIC_TIME
    assert make_ready(*args) is not None

    monkeypatch.delitem(RECIPES, kind)

    assert make_ready(*args) is None


def test_without_the_file_all_is_made_at_the_doors(clinic_releases: Path) -> None:
    """Nothing is different but the time that it takes."""
    with_file, without = load_release(clinic_releases), load_release(clinic_releases)
    without.ready = None

    for target in targets_of(with_file):
        both = (
            make_first(each, target, "*/*", Coding(IDENTITY), CLINIC_TIME)
            for each in (with_file, without)
        )
        first, second = map(describe, both)
        assert first == second, target

    with_file.retire()
    without.retire()


def list_pages(loaded: Loaded) -> Iterator[First | None]:
    """Walk every list in small steps, and begin behind documents that are not there."""
    for resource in RESOURCES:
        path, following = resource.type.path, f"{resource.type.path}?limit=2"
        yield make_first(loaded, path.encode(), "*/*", Coding(IDENTITY), CLINIC_TIME)
        while following:
            first = make_first(loaded, following.encode(), "*/*", Coding(IDENTITY), CLINIC_TIME)
            yield first
            page = msgspec.json.decode(first.finished.body)["page"] if first else {}
            following = page.get("next", "")
            if not following:
                continue
            query = parse_list_query(resource, following.partition("?")[2].encode())
            *values, id_ = query.after
            for other in ("", f"{id_}0", str(id_)[:-1], "zzz_0"):
                cursor = write_cursor(query.digest, (*values, other))
                target = f"{path}?after={cursor}".encode()
                yield make_first(loaded, target, "*/*", Coding(IDENTITY), CLINIC_TIME)


def test_without_the_file_pages_are_the_same(shipped_releases: Path) -> None:
    """Wherever they begin, and to the byte; long ones of what is in the file are sent in parts."""
    with_file, without = load_release(shipped_releases), load_release(shipped_releases)
    without.ready = without.listing.ready = None

    pairs = list(zip(list_pages(with_file), list_pages(without), strict=True))

    assert len(pairs) > 100
    for first, second in pairs:
        assert first is not None
        assert describe(first) == describe(second)
    assert max(len(first.finished.rest) for first, _ in pairs if first) > 3
    with_file.retire()
    without.retire()


def test_a_server_without_the_file_serves(tmp_path: Path, clinic_releases: Path) -> None:
    """It is derived, and not needed."""
    for path in clinic_releases.iterdir():
        if path.suffix != SUFFIX:
            (tmp_path / path.name).symlink_to(path)

    opened = load_release(tmp_path)

    assert opened.ready is None
    assert make_first(opened, b"/v1/articles/migraine", "*/*", Coding(IDENTITY), CLINIC_TIME)
    opened.retire()


def test_an_answer_outlives_its_release(clinic_releases: Path) -> None:
    """What is still on its way to a client can be read after the release was let go."""
    opened = load_release(clinic_releases)
    target = b"/v1/articles/migraine?include=sections"
    first = make_first(opened, target, "*/*", Coding(IDENTITY), CLINIC_TIME)
    assert first is not None
    assert first.finished.rest
    before = b"".join(first.finished.rest)

    opened.retire()
    del opened

    assert b"".join(first.finished.rest) == before
