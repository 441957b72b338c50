"""How changes spread from a source to all that leans on it, and how names and dates survive."""

import sqlite3
from contextlib import closing
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from seed.compile import read_published_changes
from seed.ledger import compare_with_published, read_ledger
from seed.mistake import Mistake
from seed.release import read_current
from tests.release.world import DAYS, World

OLD_ADVICE = "articles/old-advice.md"
MERGED = "status: withdrawn\nwithdrawn: {reason: merged, replacement: rest}\n"

any_ledger = settings(max_examples=400, deadline=None, derandomize=True)


def added(world: World) -> list[tuple[str, str]]:
    """Build, and list what was recorded: the operation, and the type with the slug."""
    return [(each.op, f"{each.type}:{each.slug}") for each in world.build().added]


def query(world: World, sql: str) -> list[tuple[Any, ...]]:
    """Read rows of the release in force."""
    current = read_current(world.releases)
    assert current is not None
    uri = f"file:{world.releases / current.file}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        return connection.execute(sql).fetchall()


def rename_rest(world: World) -> None:
    """Call the article on rest by another slug, as an editor does it."""
    folder = world.content / "articles"
    world.edit("articles/rest.md", "slug: rest\n", "slug: resting\nprevious_slugs: [rest]\n")
    (folder / "rest.md").rename(folder / "resting.md")
    world.edit("articles/migraine.md", "article:rest#", "article:resting#")


@pytest.mark.parametrize(
    ("path", "old", "new", "changed"),
    [
        ("articles/migraine.md", "light hurts", "noise hurts", ["section:migraine.signs"]),
        (
            *("articles/migraine.md", "light hurts", "light hurts badly"),
            ["section:migraine.signs", "article:migraine"],
        ),
        (
            *("articles/migraine.md", "[@known-by-name]", "[@baker-2021]"),
            ["section:migraine.when-to-worry", "article:migraine"],
        ),
        ("articles/migraine.md", "title: Migraine", "title: Attacks", None),
        ("articles/secret-plan.md", "CANARY", "KANARI", []),
        (
            *("service-bundles/quiet-week.yaml", "title: Quiet week", "title: Calm week"),
            ["service_bundle:quiet-week", "section:migraine.care"],
        ),
        ("topics.yaml", "name: Head pain", "name: Sore head", ["topic:head-pain"]),
    ],
)
def test_an_edit_reaches_what_shows_it(
    published: World, path: str, old: str, new: str, changed: list[str] | None
) -> None:
    """A document changes where its words, or words that it repeats, have changed."""
    published.edit(path, old, new)

    expected = ["article:migrana", "article:migraine"] if changed is None else changed
    assert added(published) == [("upsert", each) for each in expected]


@pytest.mark.parametrize(
    ("reference", "status", "changed"),
    [
        ("aaa1", "current", ["able-2020", "able-trial", "migrana", "migraine.care", "migraine"]),
        ("aaa2", "retracted", ["baker-2021", "baker-trial", "migraine.care", "migraine"]),
        ("aaa3", "unknown", ["known-by-name", "migraine"]),
        ("aaa4", "current", ["cook-2022", "migraine", "rest"]),
    ],
)
def test_a_status_reaches_what_leans_on_it(
    published: World, reference: str, status: str, changed: list[str]
) -> None:
    """A reference, the studies whose worst source it is, what shows them, and what counts it.

    The second one is not cited in an article, but the warning beside its study
    counts among the words of the text.
    """
    end = "current" if status == "retracted" else "retracted"
    old, new = (f"{reference}, status: {each}}}" for each in (status, end))
    published.edit("references.yaml", old, new)

    slugs = [name.partition(":")[2] for _, name in added(published)]

    assert slugs == changed


def test_a_new_slug_is_a_change_of_the_article_and_of_what_names_it(published: World) -> None:
    """Sections carry the slug of their article, and links carry that of their target."""
    rename_rest(published)

    assert {name for _, name in added(published)} == {
        "article:resting",
        "section:resting.lead",
        "section:resting.how",
        "section:migraine.care",
    }


def test_a_former_slug_leads_to_the_document(published: World) -> None:
    """The article and each of its sections are still found under their former names."""
    rename_rest(published)
    published.build()

    aliases = query(published, "SELECT type, slug, id FROM slug_alias")

    slugs = dict(query(published, "SELECT id, slug FROM document"))
    assert {(type_, slug): slugs[id_] for type_, slug, id_ in aliases} == {
        ("article", "rest"): "resting",
        ("section", "rest.how"): "resting.how",
        ("section", "rest.lead"): "resting.lead",
    }


def test_an_anchor_and_a_slug_may_change_together(published: World) -> None:
    """Every former slug is known with every former anchor."""
    published.edit("articles/rest.md", "{#how ", '{#how-to was="how" ')
    published.edit("articles/migraine.md", "rest#how)", "rest#how-to)")
    published.build()
    rename_rest(published)
    published.build()

    rows = query(published, "SELECT slug FROM slug_alias WHERE type = 'section' ORDER BY slug")

    names = ["rest.how", "rest.how-to", "rest.lead", "resting.how"]
    assert [slug for (slug,) in rows] == names


def test_a_withdrawal_is_a_tombstone_with_reason_and_replacement(published: World) -> None:
    """The article says what to read instead; its sections go with it."""
    published.edit(OLD_ADVICE, "audience:", f"{MERGED}audience:")

    changes = added(published)

    names = {"article:old-advice", "section:old-advice.lead", "section:old-advice.more"}
    assert set(changes) == {("delete", name) for name in names}
    rows = query(published, "SELECT slug, reason, replacement_id, withdrawn_at FROM tombstone")
    day = f"{DAYS[1]}T00:00:00Z"
    assert sorted(rows) == [
        ("old-advice", "merged", "art_aaaaaaaaa3", day),
        ("old-advice.lead", "removed", None, day),
        ("old-advice.more", "removed", None, day),
    ]


def test_a_withdrawal_can_be_corrected(published: World) -> None:
    """Another reason is a new line, and the last one counts."""
    published.edit(OLD_ADVICE, "audience:", f"{MERGED}audience:")
    published.build()
    published.edit(OLD_ADVICE, MERGED, "status: withdrawn\nwithdrawn: {reason: expired}\n")

    assert added(published) == [("delete", "article:old-advice")]
    [row] = query(published, "SELECT reason, replacement_id FROM tombstone WHERE type = 'article'")
    assert row == ("expired", None)


def test_a_return_takes_the_tombstones_away(published: World) -> None:
    """What is published is not gone, and its old seqs are never used again."""
    published.edit(OLD_ADVICE, "audience:", f"{MERGED}audience:")
    published.build()
    published.edit(OLD_ADVICE, MERGED, "")

    changes = added(published)

    assert {operation for operation, _ in changes} == {"upsert"}
    assert query(published, "SELECT * FROM tombstone") == []
    [(seq,)] = query(published, "SELECT seq FROM document WHERE slug = 'old-advice'")
    assert seq == len(published.ledger().changes) == 32


@pytest.mark.parametrize(
    ("path", "old", "indent"),
    [
        (OLD_ADVICE, "audience:", ""),
        ("topics.yaml", "broader:", "    "),
        ("practitioners/example-practice.yaml", "kind:", ""),
    ],
)
def test_a_published_source_cannot_become_a_draft(
    published: World, path: str, old: str, indent: str
) -> None:
    """What readers know is withdrawn with a reason; it does not just vanish."""
    published.edit(path, old, f"status: draft\n{indent}{old}")

    assert "ID002" in published.mistakes()


def test_dates_and_seqs_come_from_the_ledger(published: World) -> None:
    """Every row says when its document first came, when it last changed, and with which entry."""
    published.edit("topics.yaml", "Care without anything.", "Care without much.")
    published.build()

    rows = query(published, "SELECT id, published_at, updated_at, seq, rev FROM document")

    ledger = published.ledger()
    for id_, *row in rows:
        last = ledger.last[id_]
        assert row == [ledger.first[id_].at, last.at, last.seq, last.rev]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A clinic with a withdrawal in its ledger, of which a test spoils copies."""
    world = World(tmp_path_factory.mktemp("history"))
    world.build()
    world.edit(OLD_ADVICE, "audience:", f"{MERGED}audience:")
    world.build()
    return world


def codes_with(history: World, lines: list[bytes]) -> set[str]:
    """Compare other lines with the ledger in the release in force."""
    path = history.ledger_path.with_name("altered.jsonl")
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    mistakes: list[Mistake] = []
    ledger = read_ledger(path, mistakes)
    mistakes += compare_with_published(ledger, read_published_changes(history.releases))
    return {each.code for each in mistakes}


@any_ledger
@given(data=st.data())
def test_lost_and_moved_lines_are_found(history: World, data: st.DataObject) -> None:
    """A ledger is the published lines in their order, with nothing between them."""
    lines = history.ledger_path.read_bytes().splitlines()
    places = st.lists(st.sampled_from(range(len(lines))), max_size=len(lines) + 2)
    order = data.draw(places | st.permutations(range(len(lines))))
    assume(order[: len(lines)] != list(range(len(lines))))

    assert codes_with(history, [lines[each] for each in order]) == {"LED002"}


@any_ledger
@given(data=st.data())
def test_altered_values_are_found(history: World, data: st.DataObject) -> None:
    """No value of a published line can be another one, be gone, or be new."""
    lines = history.ledger_path.read_bytes().splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    entry = msgspec.json.decode(lines[at])
    optional = {"rev", "reason", "replacement_id"}
    key = data.draw(st.sampled_from(sorted(entry.keys() | optional)))
    value = data.draw(st.sampled_from([None, "", "0" * 16, "upsert", "rest", 1, 999, DAYS[0]]))
    assume(entry.get(key) != value)
    others = {name: each for name, each in entry.items() if name != key}
    lines[at] = msgspec.json.encode(others if value is None else {**others, key: value})

    assert codes_with(history, lines) == {"LED002"}


@any_ledger
@given(data=st.data())
def test_altered_characters_are_found(history: World, data: st.DataObject) -> None:
    """No character of a published line can be another one."""
    lines = history.ledger_path.read_bytes().splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    line = lines[at]
    place = data.draw(st.integers(0, len(line) - 1))
    other = bytes([data.draw(st.integers(0, 255))])
    assume(line[place : place + 1] != other)
    lines[at] = line[:place] + other + line[place + 1 :]

    assert codes_with(history, lines) == {"LED002"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"seq":1,', b'{ "seq":1,'),
        (b'{"seq":1,', b'{"note":"mine","seq":1,'),
        (b'{"seq":1,', b'{"seq":9,"seq":1,'),
        (b'"slug":"head-pain"', b'"slug":"\\u0068ead-pain"'),
        (b'"rev"', b'"x":' + b"[" * 10_000 + b"]" * 10_000 + b',"rev"'),
    ],
)
def test_lines_are_as_they_were_written(history: World, old: bytes, new: bytes) -> None:
    """Not even an alteration that changes no value goes unnoticed."""
    first, *lines = history.ledger_path.read_bytes().splitlines()
    assert first.count(old) == 1

    assert codes_with(history, [first.replace(old, new), *lines]) == {"LED002"}
