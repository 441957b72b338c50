"""What partners download: everything with its rights, and no body that they may not show."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from schema.storage.snapshot import SUFFIX, find_path, read_manifest
from seed.documents import KINDS
from seed.partners import BODIES, take_body_out
from seed.release import iterate_rows, read_current, read_rows
from tests.release.world import World

Document = dict[str, Any]
RIGHTS = b'{"summary":"What helps.","rights":{"syndicable":%b,"excerpts":%b}}'
SENTENCE = re.compile(r"[^.!?|\n]{12,}")
"""Long enough to be found in one place only."""


def file_of(world: World, audience: str, form: str) -> Path:
    current = read_current(world.releases)
    assert current is not None
    folder = (world.releases / current.file).with_suffix(SUFFIX)
    manifest = read_manifest(folder)
    assert manifest is not None
    [file] = [
        each
        for each in manifest.files
        if (each.audience, each.form, each.ending) == (audience, form, "")
    ]
    return find_path(folder, file)


def read_lines(world: World, audience: str) -> list[Document]:
    lines = file_of(world, audience, ".ndjson").read_bytes().splitlines()
    return [msgspec.json.decode(line) for line in lines]


@pytest.fixture
def strict(world: World) -> World:
    """A clinic of which nothing is syndicable but one article."""
    world.edit("site.yaml", "syndicable: true", "syndicable: false")
    world.edit("articles/migraine.md", "review:", "rights: {syndicable: true}\nreview:")
    world.build()
    return world


def texts_of(value: Any) -> Iterator[str]:
    """List all texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_of(each)


def test_what_is_syndicable_is_whole_and_all_else_is_without_its_body(published: World) -> None:
    """Each document is there, byte for byte but for the members that are its body."""
    for whole, part in zip(
        read_lines(published, "everyone"), read_lines(published, "partners"), strict=True
    ):
        body = set() if whole["rights"]["syndicable"] else {*BODIES[whole["type"]]}
        assert part == {name: value for name, value in whole.items() if name not in body}
        assert list(part) == [name for name in whole if name in part]


def test_both_states_are_there(published: World) -> None:
    """An article that is syndicable, and one that is not."""
    lines = {each["slug"]: each for each in read_lines(published, "partners")}

    assert "blocks" in lines["migraine.care"]
    assert "summary" in lines["migraine"]
    assert "blocks" not in lines["rest.how"]
    assert "summary" not in lines["rest"]
    assert lines["rest"]["rights"]["credit"] == lines["rest.how"]["rights"]["credit"]
    assert lines["rest.how"]["heading"] == "How to rest"


def test_nothing_of_a_body_is_in_any_byte(published: World) -> None:
    """Not in a table, an index, a form, or on a page that is used no more."""
    data = file_of(published, "partners", ".sqlite").read_bytes()
    everything = file_of(published, "everyone", ".sqlite").read_bytes()

    for text in (b"How to do nothing", b"Rest is simple", b"Lie down"):
        assert text in everything, text
        assert text not in data, text
    assert b"Migraine comes in attacks" in data


def test_no_word_of_a_body_is_in_the_index(published: World) -> None:
    """The index has its words in a form of its own, which no search for bytes sees through."""
    words = {}
    for audience in ("everyone", "partners"):
        path = file_of(published, audience, ".sqlite")
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute(
                "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search, row)"
            )
            words[audience] = {
                term for (term,) in connection.execute("SELECT term FROM temp.vocabulary")
            }

    assert words["everyone"] - words["partners"] >= {"lie", "simple", "nothing"}
    assert words["partners"] < words["everyone"]
    assert {"attacks", "resting"} & words["partners"]


def test_nothing_is_given_to_partners_that_no_article_has_leave_for(strict: World) -> None:
    """Sentences of what is withheld stand where an article with leave has them, and not beside."""
    data = file_of(strict, "partners", ".sqlite").read_bytes()
    lines = read_lines(strict, "everyone")
    shown = " ".join(
        text
        for each in lines
        if each["rights"]["syndicable"]
        for text in texts_of(each.get("blocks", []))
    ) + str(strict.get("/v1/articles/migraine.html").body)
    names = " ".join(text for each in read_lines(strict, "partners") for text in texts_of(each))

    withheld = {
        sentence.strip()
        for each in lines
        if not each["rights"]["syndicable"]
        for name in BODIES[each["type"]]
        for text in texts_of(each.get(name, ""))
        for sentence in SENTENCE.findall(text)
    }
    hidden = {each for each in withheld if each not in shown and each not in names}
    assert len(hidden) > 5
    assert [each for each in hidden if each.encode() in data] == []


def test_every_table_has_the_same_documents(strict: World) -> None:
    """The layout is that of a release, so that whatever reads one reads the other."""
    full, part = (file_of(strict, each, ".sqlite") for each in ("everyone", "partners"))
    schema = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'search_%' ORDER BY name"
    same = ("relation", "change", "tombstone", "slug_alias", "section_head", "canonical", "article")

    assert read_rows(part, schema) == read_rows(full, schema)
    for table in same:
        everything = f"SELECT * FROM {table}"  # noqa: S608 (names of our own tables)
        assert read_rows(part, everything) == read_rows(full, everything)
    for table in ("document", "search"):
        ids = f"SELECT id FROM {table} ORDER BY id"  # noqa: S608 (as above)
        assert read_rows(part, ids) == read_rows(full, ids)


def test_the_index_finds_titles_and_no_text(published: World) -> None:
    """What is withheld is found by its name, and not by a word of its text."""
    statement = "SELECT id FROM search WHERE search MATCH :words"
    path = file_of(published, "partners", ".sqlite")

    found = {
        words: [id_ for (id_,) in iterate_rows(path, statement, words=words)]
        for words in ("title: rest", "simple", "lie", "attacks")
    }

    assert "art_aaaaaaaaa3" in found["title: rest"]
    assert found["simple"] == found["lie"] == []
    assert found["attacks"]


def test_the_digest_is_that_of_the_release(strict: World) -> None:
    """Ids and revs are those of the whole documents: so a partner's copy goes on with sync."""
    state = strict.get("/v1/snapshots/latest").json()["data"]
    pairs = sorted(f"{each['id']}:{each['rev']}" for each in read_lines(strict, "partners"))

    [(digest, audience)] = read_rows(
        file_of(strict, "partners", ".sqlite"), "SELECT digest, audience FROM release"
    )

    assert hashlib.sha256("\n".join(pairs).encode()).hexdigest() == digest == state["digest"]
    assert audience == "partners"


def test_everything_carries_its_rights(strict: World) -> None:
    """Also what is there without its body, as a line and as a row."""
    rows = read_rows(file_of(strict, "partners", ".sqlite"), "SELECT body FROM document")
    documents = [msgspec.json.decode(body) for (body,) in rows]

    for each in (*documents, *read_lines(strict, "partners")):
        assert {"license", "credit", "credit_html", "canonical_url", "syndicable"} <= set(
            each["rights"]
        )


def test_references_are_whole_in_any_case(strict: World) -> None:
    """They are facts about texts of others."""
    part = {each["id"]: each for each in read_lines(strict, "partners")}
    references = [each for each in read_lines(strict, "everyone") if each["type"] == "reference"]

    assert references
    assert all(part[each["id"]] == each for each in references)


def test_the_file_is_sound(strict: World) -> None:
    """As whoever downloads it would check it."""
    path = file_of(strict, "partners", ".sqlite")

    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        state = connection.execute("PRAGMA integrity_check").fetchall()

    assert state == [("ok",)]
    assert path.stat().st_mode & 0o222 == 0


@pytest.mark.parametrize(
    ("excerpts", "is_kept"),
    [
        (b'{"allowed":false}', False),
        (b'{"allowed":true}', True),
        (b'{"allowed":true,"max_words":2}', True),
        (b'{"allowed":true,"max_words":1}', False),
    ],
)
def test_a_summary_is_kept_where_parts_may_be_shown(excerpts: bytes, *, is_kept: bool) -> None:
    """By the rule of feeds: a summary is a part of the text."""
    left = msgspec.json.decode(take_body_out("article", RIGHTS % (b"false", excerpts)))

    assert ("summary" in left) == is_kept
    assert "rights" in left


def test_a_body_is_made_of_members_that_there_are() -> None:
    """A misspelt name would let a text through."""
    types = [kind.type for kind in KINDS]

    assert BODIES.keys() == {*(each.name for each in types), "section"}
    for each in types:
        assert set(each.body) <= set(each.document.__struct_fields__)
