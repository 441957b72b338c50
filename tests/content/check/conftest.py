"""What the tests of the rules share."""

from pathlib import Path

import pytest

from .clinic import Clinic, make_clinic


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    """A clinic without mistakes."""
    return make_clinic(tmp_path)
