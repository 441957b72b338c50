"""What the tests of reading share."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import CLINIC
from tests.content.page import Page


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The sources of the small clinic, to be spoilt."""
    return Path(shutil.copytree(CLINIC, tmp_path / "content"))


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page of the small clinic, to be written."""
    return Page(Path(shutil.copytree(CLINIC, tmp_path_factory.mktemp("page") / "content")))
