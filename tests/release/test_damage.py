from pathlib import Path

import pytest

from api.store.release import open_release
from schema.storage.identity import CURRENT, MAX_DOCUMENT_BYTES, MAX_VALUE_BYTES
from seed.mistake import InvalidContent
from seed.release import read_current
from tests.release.world import World


def lines_of(world: World) -> list[str]:
    with pytest.raises(InvalidContent) as caught:
        world.build()
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n---\n\nSome text.\n"])
def test_a_source_never_vanishes_in_silence(text: str, published: World) -> None:
    """Emptying a file that was published is a mistake, and nothing changes."""
    before = published.files()
    (published.content / "articles" / "migraine.es.md").write_text(text)

    lines = lines_of(published)

    assert {line.partition(":")[0] for line in lines} == {"articles/migraine.es.md"}
    assert published.files() == before


def test_what_is_too_large_to_serve_is_not_built(published: World) -> None:
    """A section beyond the bound is named, instead of failing every list that it is in."""
    words = "\n\n".join(["word " * 2000] * (MAX_DOCUMENT_BYTES // 9000))
    published.edit("articles/rest.md", "Rest is simple [@cook-2022].", words)

    [line] = lines_of(published)

    assert line.startswith("articles/rest.md:")
    assert 'SRC006 "rest.lead" is larger than' in line


def test_the_largest_document_fits_what_a_server_reads() -> None:
    """Escaped as HTML and again as JSON, a text grows by less than the room that is left."""
    assert MAX_DOCUMENT_BYTES * 12 < MAX_VALUE_BYTES


@pytest.mark.parametrize("damaged", [b"", b"garbage", b"\xff\xfe", b'{"number":1}'])
def test_a_build_mends_a_damaged_current(damaged: bytes, published: World) -> None:
    """What the server advises helps: the build puts a sound release in force."""
    (published.releases / CURRENT).write_bytes(damaged)

    published.build()

    open_release(published.releases).close()


@pytest.mark.parametrize("damaged", [b"", b"garbage"])
def test_a_build_mends_a_damaged_release(damaged: bytes, published: World) -> None:
    """A file that is not what it was is replaced by what it should be."""
    current = read_current(published.releases)
    assert current is not None
    path = published.releases / current.file
    path.chmod(0o644)
    path.write_bytes(damaged)

    published.build()

    open_release(published.releases).close()


def test_the_wrong_kind_of_thing_is_named(world: World) -> None:
    """A folder is no source and a file is no folder; the other mistakes are told all the same."""
    (world.content / "studies" / "odd.yaml").mkdir()
    world.edit("topics.yaml", "kind: modality, name: Rest", "kind: modality, nane: Rest")

    lines = lines_of(world)

    assert "studies/odd.yaml:1: SRC005 This must be a file." in lines
    assert any('"nane" is not a field of a topic. Did you mean "name"?' in line for line in lines)


@pytest.mark.parametrize(
    ("rule", "fragment"),
    [("REV01: error", 'Did you mean "REV001"?'), ("CIT001: warning", "is an error already")],
)
def test_levels_of_rules_are_checked(rule: str, fragment: str, world: World) -> None:
    """A rule that is misspelt or lowered is a mistake at its line."""
    path: Path = world.content / "site.yaml"
    path.write_text(path.read_text() + f"rules:\n  {rule}\n")

    [line] = lines_of(world)

    assert line.startswith("site.yaml:11: SRC001")
    assert fragment in line


def test_one_wrong_field_is_reported_once(world: World) -> None:
    """What names a source with a mistake is not wrong for that."""
    world.edit("studies/able-trial.yaml", "year: 2020", "year: 2020\nstatus: [published]")

    lines = lines_of(world)

    assert [line.partition(" ")[0] for line in lines] == ["studies/able-trial.yaml:5:"]
