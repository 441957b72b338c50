"""Release numbers: each is used once, and a later release has the higher one."""

from pathlib import Path

import pytest

from seed.history import HISTORY, KEPT_ENTRIES, read_history
from seed.release import publisher_lock, put_in_force, read_current
from tests.release.world import World


def number_in_force(world: World) -> int:
    current = read_current(world.releases)
    assert current is not None
    return current.number


def edit_and_build(world: World) -> None:
    world.edit("topics.yaml", "anything", "anything or anything")
    world.build()


@pytest.mark.parametrize("current", [b"", b"{", b"\xff", b'{"number":1}', None])
def test_numbers_outlive_current(published: World, current: bytes | None) -> None:
    """A server refuses a number that it has passed; a damaged CURRENT must not lead there."""
    edit_and_build(published)
    path = published.releases / "CURRENT"
    path.write_bytes(current) if current is not None else path.unlink()

    edit_and_build(published)

    assert number_in_force(published) == 3


@pytest.mark.parametrize("history", [b"", b"garbage\n\xff\n{}\n", None])
def test_numbers_outlive_the_history(published: World, history: bytes | None) -> None:
    """While CURRENT is sound, it alone is enough."""
    edit_and_build(published)
    path = published.releases / HISTORY
    path.write_bytes(history) if history is not None else path.unlink()

    edit_and_build(published)

    assert number_in_force(published) == 3
    assert [entry.number for entry in read_history(published.releases)] == [3]


def test_a_torn_line_takes_no_other_with_it(published: World) -> None:
    """What can be read of a history counts."""
    edit_and_build(published)
    path = published.releases / HISTORY
    path.write_bytes(b'{"number":1,"sha\n' + path.read_bytes())
    (published.releases / "CURRENT").unlink()

    edit_and_build(published)

    assert [entry.number for entry in read_history(published.releases)] == [1, 2, 3]


def test_a_history_does_not_grow_for_ever(published: World) -> None:
    """It holds more than there are files, and is read as a whole."""
    edit_and_build(published)
    files: list[Path] = sorted(published.releases.glob("*.sqlite"))

    with publisher_lock(published.releases):
        for number in range(KEPT_ENTRIES):
            put_in_force(published.releases, files[number % 2])

    numbers = [entry.number for entry in read_history(published.releases)]
    assert len(numbers) == KEPT_ENTRIES
    assert numbers[-1] == number_in_force(published) > KEPT_ENTRIES
