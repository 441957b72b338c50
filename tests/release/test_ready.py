"""What is ready beside a release: all of it as the release has it, and none of it if not sound."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from xxhash import xxh3_128_hexdigest

from api.store.ready import ROW as ARRAY
from api.store.ready import Ready, ReadyFile, open_ready
from schema.article import ARTICLE
from schema.cursor import MAX_CURSOR, digest_of, write_cursor
from schema.document import DEFAULT_LIMIT, ResourceType
from schema.form import BIBTEX, FORMS
from schema.header import MAX_KEYS, feeds_of
from schema.section import SECTION
from schema.storage.ready import (
    HEADER,
    ID_SIZE,
    LIST_OPENING,
    MAGIC,
    PLACE,
    READY_VERSION,
    ROW,
    SUFFIX,
    Label,
    name_kind,
    write_target,
)
from schema.values import ANY_ID
from seed.documents import KINDS
from seed.ready.build import build_ready
from seed.ready.pages import Listed, list_pages, select_listed, write_list
from seed.ready.records import Record, join_whole
from seed.release import read_current, read_rows
from tests.release.world import World

DOCUMENTS = """\
SELECT rowid, type, id, slug, updated_at, stale_on, lang, links, body FROM document ORDER BY rowid
"""


TYPES = {type_.name: type_ for type_ in (*(kind.type for kind in KINDS), SECTION)}


def release_in_force(releases: Path) -> Path:
    current = read_current(releases)
    assert current is not None
    return releases / current.file


@pytest.fixture
def path(clinic_releases: Path) -> Path:
    return release_in_force(clinic_releases)


@pytest.fixture
def ready(path: Path) -> ReadyFile:
    opened = open_ready(path.with_suffix(SUFFIX), path.stem)
    assert opened is not None
    return opened


@pytest.fixture
def documents(path: Path) -> Iterator[list[sqlite3.Row]]:
    """All documents, as the release has them."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection.execute(DOCUMENTS).fetchall()


def test_rows_are_read_as_they_are_written() -> None:
    """One layout, of which each id takes all that there is for ids."""
    assert ARRAY.itemsize == ROW.size
    assert re.fullmatch(ANY_ID, "a" * 3 + "_" + "0" * (ID_SIZE - 4))


Sent = tuple[Label, dict[str, str], bytes]


def read_sent(found: Ready | None) -> Sent:
    """Read what was found as a client would: its label, its header, its body."""
    assert found is not None
    label, lines_size, size, parts = found
    sent = b"".join(parts)
    lines, body = sent[:lines_size], sent[lines_size:]
    assert len(body) == size
    assert lines.endswith(b"\r\n\r\n")
    fields = lines.decode().removesuffix("\r\n\r\n").split("\r\n")[1:]
    header = dict(field.split(": ", 1) for field in fields)
    assert header["content-length"] == str(len(body))
    assert header["etag"] == f'"{xxh3_128_hexdigest(body)}"'
    assert header["cache-tag"].split(",") == header["surrogate-key"].split()
    return Label(*(part.decode() for part in label)), header, body


def read_record(record: Record) -> Ready:
    """Read what the compiler made as a server reads it from the file."""
    label, lines, body = record
    return label.encode().split(b"\n"), len(lines), len(body), (memoryview(lines + body),)


def test_every_document_is_ready_by_id_by_slug_and_by_row(
    ready: ReadyFile, documents: list[sqlite3.Row]
) -> None:
    """Byte for byte; of sections nothing is."""
    for row in documents:
        type_ = TYPES[row["type"]]
        targets = [write_target("document", type_, row[name]) for name in ("id", "slug")]
        found = [ready.find(target.encode()) for target in targets]
        read = ready.list_rows([row["rowid"]])
        if type_ is SECTION:
            assert (found, read) == ([None, None], None)
            continue
        [(id_, document, stale_on)] = read or []
        assert (id_, bytes(document), stale_on) == (row["id"], row["body"], row["stale_on"])
        for label, header, body in map(read_sent, found):
            told = row["updated_at"], row["stale_on"] or "", header["etag"]
            assert label == (name_kind("document", type_), *targets, *told)
            assert body == b'{"data":' + row["body"] + b"}"
            assert header["surrogate-key"] == row["id"]
            assert header.get("content-language") == row["lang"]
            assert header.get("link", "").startswith(row["links"])


def list_in_order(path: Path, type_: ResourceType) -> list[tuple[Any, ...]]:
    """Read a list as its order says: by values, and then by ids."""
    columns = ", ".join(type_.order)
    rows = read_rows(path, f"SELECT {columns}, id FROM {type_.name}")  # noqa: S608 (our own names)
    return sorted(rows)


@pytest.fixture(params=[kind.type for kind in KINDS], ids=lambda type_: type_.name)
def type_(request: pytest.FixtureRequest) -> ResourceType:
    listed: ResourceType = request.param
    return listed


@pytest.mark.parametrize("limit", [1, 2, 3, DEFAULT_LIMIT])
def test_pages_follow_each_other(
    limit: int, type_: ResourceType, path: Path, tmp_path: Path, documents: list[sqlite3.Row]
) -> None:
    """The first one, and one behind each document, with what their headers follow from."""
    listed, rows = list_in_order(path, type_), {row["id"]: row for row in documents}
    digest = digest_of(type_.name, "", ",".join(type_.order))
    cursors = ["", *(write_cursor(digest, values) for values in listed)]
    with (tmp_path / "file").open("wb+") as file:
        file.write(b"before")
        pages = list(list_pages(file, path, type_, write_list(file, path, type_), limit))
    content = (tmp_path / "file").read_bytes()

    targets = [write_target("list", type_, cursor) for cursor in cursors[:-1]]
    assert [page.label[1:3] for page in pages] == [(target, "") for target in targets]
    for first, (label, lines, around) in enumerate(pages):
        (start, size), end = PLACE.unpack_from(around, len(around) - PLACE.size), first + limit
        opening, closing = around[: len(LIST_OPENING)], around[len(LIST_OPENING) : -PLACE.size]
        page_body = opening + content[start : start + size] + closing
        _, header, body = read_sent(read_record(Record(label, lines, page_body)))
        shown = [rows[values[-1]] for values in listed[first:end]]
        days = [row["stale_on"] for row in shown if row["stale_on"]]
        following = f"{type_.path}?after={cursors[end]}" if end < len(listed) else ""
        page = {"after": cursors[end], "next": following} if following else {}
        envelope = msgspec.json.encode({"limit": limit, **page})
        documents_of_page = b",".join(row["body"] for row in shown)
        assert body == b'{"data":[%b],"page":%b}' % (documents_of_page, envelope)
        link = f'<{following}>; rel="next"' if following else ""
        assert header.get("link", "") == ", ".join(filter(None, (link, feeds_of(type_))))
        assert header["surrogate-key"].split() == [type_.list_key, *(row["id"] for row in shown)]
        assert (label.stale_on, label.etag) == (min(days, default=""), header["etag"])


def test_every_page_is_found_by_its_cursor(
    type_: ResourceType, path: Path, ready: ReadyFile, tmp_path: Path
) -> None:
    """As it was written; the page behind the last document is not there."""
    with (tmp_path / "file").open("wb+") as file:
        listed = write_list(file, path, type_)
        pages = list(list_pages(file, path, type_, listed))

    assert pages
    for page in pages:
        found = ready.find(page.label.target.encode())
        assert found is not None
        label, header, _ = read_sent(ready.gather(found))
        assert (label, header["etag"]) == (page.label, page.label.etag)
    assert ready.find(write_target("list", type_, listed[-1].cursor).encode()) is None


def test_what_was_written_for_other_code_is_of_no_known_kind(
    type_: ResourceType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever changes an order, an address or a form does without until the next build."""
    others = [
        msgspec.structs.replace(type_, order=("slug",)),
        msgspec.structs.replace(type_, plural="things"),
    ]
    known = name_kind("document", type_)
    kinds = {name_kind("list", type_), known, *(name_kind("list", other) for other in others)}
    monkeypatch.setitem(FORMS, type_.name, (BIBTEX,))
    kinds.add(name_kind("document", type_))
    assert len(kinds) == 5


def test_a_list_is_written_along_an_index(type_: ResourceType, path: Path) -> None:
    """No document waits in a sorter, however many there are; nothing is without its place."""
    plan = [row[3] for row in read_rows(path, f"EXPLAIN QUERY PLAN {select_listed(type_)}")]
    statement = "SELECT name FROM pragma_table_info(:type) WHERE [notnull]"
    full = {name for (name,) in read_rows(path, statement, type=type_.name)}

    assert plan[0].startswith("SCAN own USING COVERING INDEX")
    assert not any("TEMP B-TREE" in step for step in plan)
    assert full >= set(type_.order)


def first_of(lines: bytes) -> str:
    """Find the id of the first document on a page, behind the key of its list."""
    [keys] = re.findall(rb"surrogate-key: \S+ (\S+)", lines)
    first: bytes = keys
    return first.decode()


def test_pages_that_no_address_names_are_not_ready(tmp_path: Path, path: Path) -> None:
    """Where a cursor is too long, neither the page behind it is, nor the one that leads to it."""
    cursors = ["a" * (MAX_CURSOR + (n == DEFAULT_LIMIT)) for n in range(2 * DEFAULT_LIMIT)]
    listed = [Listed(n, 2 * n, 1, f"id{n}", "", cursor) for n, cursor in enumerate(cursors)]
    with (tmp_path / "file").open("wb+") as file:
        file.write(b"{}" * len(listed))
        file.flush()
        pages = [first_of(page.lines) for page in list_pages(file, path, ARTICLE, listed)]

    left_out = {f"id{DEFAULT_LIMIT + 1}", "id1"}
    assert pages == [f"id{n}" for n in range(len(listed)) if f"id{n}" not in left_out]


def test_a_row_is_found_by_its_id_or_the_place_where_it_would_be(
    ready: ReadyFile, documents: list[sqlite3.Row]
) -> None:
    """Between its neighbours; of sections, nothing is known."""
    for type_name in {row["type"] for row in documents}:
        rows = {row["id"]: row["rowid"] for row in documents if row["type"] == type_name}
        ids, first = sorted(rows), min(rows.values())
        for before, id_, after in zip(["", *ids[:-1]], ids, [*ids[1:], "\x7f"], strict=True):
            sought = [id_, f"{before}!", f"{id_}!", after, ""]
            found = [ready.find_row(each, first, len(rows)) for each in sought]
            place = rows[id_]
            if type_name == "section":
                assert found == [None] * len(sought)
                continue
            behind = place + 1 if after in rows else place + 0.5
            assert found == [place, place - 0.5, place + 0.5, behind, first - 0.5]
        assert ready.find_row("any", first, 0) is None


def test_every_article_is_ready_with_its_sections(
    ready: ReadyFile, documents: list[sqlite3.Row]
) -> None:
    """In reading order, and with the days of all of them."""
    rows = {row["id"]: row for row in documents}
    articles = [row for row in documents if row["type"] == "article"]
    assert articles

    for row in articles:
        target = write_target("whole", ARTICLE, row["slug"])
        label, header, body = read_sent(ready.find(target.encode()))
        parts = [row["id"], *msgspec.json.decode(row["body"])["section_ids"]]
        sections = b",".join(rows[id_]["body"] for id_ in parts[1:])
        included = b'{"data":%b,"included":{"sections":[%b]}}' % (row["body"], sections)
        assert body == included
        assert header["surrogate-key"].split() == parts
        assert label.updated_at == max(rows[id_]["updated_at"] for id_ in parts)
        days = [rows[id_]["stale_on"] for id_ in parts if rows[id_]["stale_on"]]
        assert label.stale_on == min(days, default="")


@pytest.mark.parametrize("key", [b"", b"nobody", b"art_", b"\n", b"a" * 4096, b"\xff\x00"])
def test_what_is_not_there_is_not_found(key: bytes, ready: ReadyFile) -> None:
    """Whatever it is called, and in whatever shape."""
    for target in (b"%b", b"/v1/articles/%b", b"/v1/articles/%b?include=sections"):
        assert ready.find(target % key) is None
    assert ready.find(b"/v1/topics?after=%b" % key) is None


def test_an_article_of_too_many_sections_is_not_ready() -> None:
    """Its header would not name them all; the ordinary way says how that is done."""
    article: tuple[Any, ...] = ("art", "slug", "en", "", "2026-01-01", None, b"{}")
    rows = [(*article, f"sec_{n}", "2026-01-02", "2027-01-01", b"{}") for n in range(MAX_KEYS)]

    joined = join_whole(rows[:-1])

    assert join_whole(rows) is None
    assert joined is not None
    assert joined.label.updated_at == "2026-01-02"
    assert joined.label.stale_on == "2027-01-01"


def test_an_article_without_sections_is_ready() -> None:
    """It includes none."""
    row = ("art", "slug", "en", "", "2026-01-01", None, b"{}", None, None, None, None)

    joined = join_whole([row])

    assert joined is not None
    label, header, body = read_sent(read_record(joined))
    assert body == b'{"data":{},"included":{"sections":[]}}'
    assert (header["surrogate-key"], header["content-language"]) == ("art", "en")
    assert (label.updated_at, label.stale_on) == ("2026-01-01", "")


def test_equal_releases_have_equal_files(published: World) -> None:
    """Built anew, it comes out byte for byte; what is sound is not touched."""
    release = release_in_force(published.releases)
    path = release.with_suffix(SUFFIX)
    before, inode = path.read_bytes(), path.stat().st_ino

    build_ready(release)
    assert path.stat().st_ino == inode
    path.unlink()
    build_ready(release)

    assert path.read_bytes() == before
    assert [each.name for each in published.releases.glob("building-*")] == []


def test_addresses_in_any_writing_are_escaped_in_a_header(published: World) -> None:
    """A clinic may have its pages in Japanese; a header field is ASCII (RFC 9110, 5.5)."""
    page = "https://clinic.example/頭痛?a=%20&b='x'"
    published.edit("articles/rest.md", "rights: {", f'rights: {{canonical_url: "{page}", ')
    published.build()
    release = release_in_force(published.releases)
    opened = open_ready(release.with_suffix(SUFFIX), release.stem)
    assert opened is not None

    _, header, body = read_sent(opened.find(b"/v1/articles/rest"))

    escaped = "<https://clinic.example/%E9%A0%AD%E7%97%9B?a=%20&b='x'>"
    assert header["link"].startswith(f'{escaped}; rel="canonical"')
    assert page.encode() in body


def spoil(path: Path, offset: int, data: bytes) -> None:
    path.chmod(0o644)
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


@pytest.mark.parametrize(
    ("offset", "data"),
    [
        (0, b"X"),
        (len(MAGIC), bytes([READY_VERSION + 1])),
        (len(MAGIC) + 8, b"\xff"),
        (len(MAGIC) + 16, b"\xff"),
        (HEADER.size - 48, bytes(32)),
        (HEADER.size + 10_000, b"\x00\xff"),
        (0, b""),
    ],
    ids=["magic", "version", "slots", "rows", "release", "content", "length"],
)
def test_what_is_not_sound_is_not_opened_and_is_built_anew(
    offset: int, data: bytes, published: World
) -> None:
    """A server does without; the next build mends it."""
    release = release_in_force(published.releases)
    path = release.with_suffix(SUFFIX)
    good = path.read_bytes()
    if data:
        spoil(path, offset, data)
    else:
        path.chmod(0o644)
        path.write_bytes(good[:-1])

    assert open_ready(path, release.stem) is None
    build_ready(release)

    assert path.read_bytes() == good


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_a_file_that_is_none_is_not_opened(content: bytes | None, tmp_path: Path) -> None:
    """Missing, empty, too short."""
    path = tmp_path / "none.ready"
    if content is not None:
        path.write_bytes(content)

    assert open_ready(path, "00" * 32) is None


def test_the_file_goes_with_its_release(published: World) -> None:
    """Of a release that is not there any more, nothing is left beside those that are."""
    gone = published.releases / f"{'0' * 64}{SUFFIX}"
    gone.write_bytes(b"")
    published.edit("topics.yaml", "anything", "anything or anything")
    published.build()

    kept = {each.stem for each in published.releases.glob("*.sqlite")}
    assert len(kept) == 2
    assert {each.stem for each in published.releases.glob(f"*{SUFFIX}")} == kept
