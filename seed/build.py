"""One build: compile, record, lay out, put in force."""

from pathlib import Path

from schema.storage.current import Current
from schema.storage.search_index import build_search_index
from seed.compile import Compiled, Progress, compile_content
from seed.fill import fill
from seed.ledger import LEDGER
from seed.mistake import InvalidContent, Mistake
from seed.ready.build import build_ready
from seed.release import publisher_lock, put_in_force, replace_file, write_release
from seed.representations.taken_over import take_over_words
from seed.snapshot import build_snapshot


def build(
    folder: Path, ledger_path: Path, today: str, releases: Path, *, locked: bool, progress: Progress
) -> tuple[Compiled, Current]:
    """Compile a content folder and put the release in force.

    The ledger is written before the release: a crash between the two leaves a
    ledger that the next build finds complete.

    Raises:
        InvalidContent: With every mistake of level error; nothing was written.
        ReleaseBusy: Another build is at work.
    """
    with publisher_lock(releases):
        compiled = compile_content(folder, ledger_path, today, releases, progress)
        if locked and compiled.added:
            raise InvalidContent([_unrecorded(compiled)])
        progress("Writing")
        if compiled.added:
            replace_file(ledger_path, compiled.after.encode())
        take_over_words(releases)
        release = write_release(releases, lambda database: fill(database, compiled))
        build_ready(release)
        build_search_index(release)
        build_snapshot(release)
        return compiled, put_in_force(releases, release)


def _unrecorded(compiled: Compiled) -> Mistake:
    count = len(compiled.added)
    what = "1 document" if count == 1 else f"{count} documents"
    sentence = f'{what} changed. Run "python -m seed build" and commit the ledger.'
    return Mistake(LEDGER, len(compiled.before.changes) + 1, "LED001", sentence)
