"""The small clinic, edited and built again."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from api.app import create_app
from api.store.release import open_release
from tests.client import CLINIC_TIME, Client, stop_clock
from tests.conftest import CLINIC, FIRST_DAY, SECOND_DAY, compile_clinic, edit

Editor = Callable[[Path], None]


@pytest.fixture
def rebuilt(tmp_path: Path) -> Iterator[Callable[[Editor], Client]]:
    """Build the small clinic, edit it, build it again, and serve that."""
    with ExitStack() as stack:

        def rebuild(change: Editor) -> Client:
            content, ledger, releases = (
                tmp_path / name for name in ("content", "ledger", "releases")
            )
            shutil.copytree(CLINIC, content)
            compile_clinic(content, ledger, releases, FIRST_DAY)
            change(content)
            compile_clinic(content, ledger, releases, SECOND_DAY)
            release = stack.enter_context(closing(open_release(releases)))
            app = create_app(release, stop_clock(CLINIC_TIME))
            return stack.enter_context(closing(Client(app)))

        yield rebuild


def replace(name: str, old: str, new: str) -> Editor:
    """Make an edit of one file."""
    return lambda content: edit(content / name, old, new)
