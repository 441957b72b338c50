import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schema.change import Change
from seed.ledger import compare_with_published, read_ledger
from seed.mistake import Mistake
from tests.release.world import DAYS, World


def named(changes: list[Change]) -> set[str]:
    return {f"{change.type}:{change.slug}" for change in changes}


def test_first_build_records_every_document(world: World) -> None:
    """The ledger begins with everything, numbered without gaps, others' names first."""
    compiled = world.build()

    changes = world.ledger().changes
    assert [change.seq for change in changes] == list(range(1, len(compiled.documents) + 1))
    assert {change.id for change in changes} == {each.id for each in compiled.documents}
    assert {change.at for change in changes} == {f"{DAYS[0]}T00:00:00Z"}
    assert [change.type for change in changes][:4] == ["topic"] * 4


def test_nothing_is_recorded_when_nothing_changed(published: World) -> None:
    """A daily build without a change adds no line and publishes nothing."""
    before = published.files()

    assert published.added() == []

    assert published.files() == before


def test_an_edit_reaches_the_section_and_nothing_else(published: World) -> None:
    """Other words of the same number change one section only."""
    published.edit("articles/migraine.md", "light hurts", "noise hurts")

    changes = published.added()

    assert named(changes) == {"section:migraine.signs"}


def test_a_retraction_reaches_all_that_lean_on_the_reference(published: World) -> None:
    """Reference, study, sections that show the study, articles that cite it: no more, no less."""
    old = "DOI: 10.5555/able.2020\n    custom: {public_id: ref_aaaaaaaaa1, status: current}"
    published.edit("references.yaml", old, old.replace("current", "retracted"))

    changes = published.added()

    assert named(changes) == {
        "reference:able-2020",
        "study:able-trial",
        "section:migraine.care",
        "article:migraine",
        "article:migrana",
    }


def test_dates_come_from_the_ledger(published: World) -> None:
    """A document was published when it first came and updated when it last changed."""
    published.edit("topics.yaml", "Care without anything.", "Care without much.")
    published.build()

    topic = published.get("/v1/topics/rest").json()["data"]

    assert topic["published_at"] == f"{DAYS[0]}T00:00:00Z"
    assert topic["updated_at"] == f"{DAYS[1]}T00:00:00Z"


def test_a_renamed_anchor_keeps_its_section(published: World) -> None:
    """`was` keeps the id, and the old name redirects."""
    old = published.get("/v1/sections/rest.how").json()["data"]["id"]
    published.edit("articles/rest.md", "{#how ", '{#how-to was="how" ')
    published.edit("articles/migraine.md", "rest#how)", "rest#how-to)")
    published.build()

    assert published.get("/v1/sections/rest.how-to").json()["data"]["id"] == old
    assert published.get("/v1/sections/rest.how").headers["location"] == "/v1/sections/rest.how-to"


def test_a_removed_anchor_leaves_a_tombstone(published: World) -> None:
    """Readers of a section that is gone learn that it was there."""
    published.edit("articles/old-advice.md", "## More of it {#more}\n\nAnd again.\n", "")

    compiled = published.build()

    assert "ID007" in [notice.code for notice in compiled.notices]
    problem = published.get("/v1/sections/old-advice.more").json()
    assert (problem["status"], problem["reason"]) == (410, "removed")


def test_a_withdrawn_document_stays_withdrawn(published: World) -> None:
    """Its file may be deleted once the ledger has the withdrawal."""
    published.edit(
        "articles/old-advice.md",
        "audience:",
        "status: withdrawn\nwithdrawn: {reason: expired}\naudience:",
    )
    published.build()
    (published.content / "articles" / "old-advice.md").unlink()

    assert published.added() == []

    problem = published.get("/v1/articles/old-advice").json()
    assert (problem["status"], problem["reason"]) == (410, "expired")


def test_a_withdrawn_document_can_return(published: World) -> None:
    """It is published again under its id, and keeps the day of its first publication."""
    withdrawal = "status: withdrawn\nwithdrawn: {reason: expired}\n"
    published.edit("articles/old-advice.md", "audience:", f"{withdrawal}audience:")
    published.build()
    published.edit("articles/old-advice.md", withdrawal, "")

    changes = published.added()

    assert "article:old-advice" in named(changes)
    article = published.get("/v1/articles/old-advice").json()["data"]
    assert article["published_at"] == f"{DAYS[0]}T00:00:00Z"


def test_a_published_file_cannot_just_disappear(published: World) -> None:
    """Deleting is refused; withdrawing is the way."""
    (published.content / "articles" / "old-advice.md").unlink()

    assert published.mistakes() == ["ID002"]


def test_a_slug_cannot_change_without_a_redirect(published: World) -> None:
    """Links to the old name would die."""
    published.edit("practitioners/jane-example.yaml", "slug: jane-example", "slug: jane")
    path = published.content / "practitioners" / "jane-example.yaml"
    path.rename(path.with_name("jane.yaml"))
    published.edit("service-bundles/quiet-week.yaml", "jane-example", "jane")
    published.edit("articles/migraine.md", "practitioner:jane-example", "practitioner:jane")

    assert published.mistakes() == ["ID004"]


def test_time_does_not_run_backwards(published: World) -> None:
    """A change cannot be dated before the last one."""
    published.edit("topics.yaml", "Care without anything.", "Care without much.")

    assert published.mistakes(today="2026-01-31") == ["LED002"]


def test_locked_build_refuses_what_is_not_recorded(published: World) -> None:
    """CI finds a change whose ledger line was not committed, and nothing is written."""
    published.edit("topics.yaml", "Care without anything.", "Care without much.")
    before = published.files()

    assert published.mistakes(locked=True) == ["LED001"]

    assert published.files() == before


def test_locked_build_accepts_what_is_recorded(published: World) -> None:
    """With the ledger committed, the same content builds."""
    assert published.mistakes(today=DAYS[0], locked=True) == []


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A clinic whose ledger a test may only copy."""
    world = World(tmp_path_factory.mktemp("history"))
    world.build()
    return world


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**6), kind=st.sampled_from(["edit", "drop", "swap", "repeat"]))
def test_every_alteration_of_the_ledger_is_found(seed: int, kind: str, history: World) -> None:
    """No line that was published can be changed, removed, moved or repeated unseen."""
    lines = history.ledger_path.read_bytes().splitlines(keepends=True)
    altered = alter(lines, kind, random.Random(seed))  # noqa: S311 (no secret)
    path = history.ledger_path.with_name("altered.jsonl")
    path.write_bytes(b"".join(altered))

    mistakes: list[Mistake] = []
    ledger = read_ledger(path, mistakes)
    mistakes += compare_with_published(ledger, history.ledger().changes)

    assert {mistake.code for mistake in mistakes} == {"LED002"}


def alter(lines: list[bytes], kind: str, chance: random.Random) -> list[bytes]:
    at, other = chance.sample(range(len(lines)), 2)
    altered = list(lines)
    if kind == "edit":
        rev = altered[at].index(b'"rev":"') + 7
        wrong = b"0" if altered[at][rev : rev + 1] != b"0" else b"1"
        altered[at] = altered[at][:rev] + wrong + altered[at][rev + 1 :]
    elif kind == "drop":
        del altered[at]
    elif kind == "swap":
        altered[at], altered[other] = altered[other], altered[at]
    else:
        altered.insert(at, altered[other])
    return altered
