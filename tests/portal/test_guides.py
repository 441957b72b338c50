import pytest

from api.portal.guides import FOLDER

from .guides import SOURCES, render_guide


@pytest.mark.parametrize("name", SOURCES)
def test_a_guide_is_what_its_source_says(name: str) -> None:
    """api/portal/guides/ is generated, never written."""
    for file, text in render_guide(name).items():
        assert (FOLDER / file).read_text(encoding="utf-8") == text, 'run "make openapi"'


def test_no_guide_is_left_over() -> None:
    """Every file belongs to a source."""
    rendered = {file for name in SOURCES for file in render_guide(name)}

    assert {path.name for path in FOLDER.iterdir()} == rendered


@pytest.mark.parametrize(("name", "count"), [("query", 7), ("languages", 6), ("feeds", 2)])
def test_every_command_of_a_guide_can_be_run(name: str, count: int) -> None:
    """Each command has a link to its answer, and its address names no host of ours."""
    text = render_guide(name)[f"{name}.text.html"]

    assert text.count("data-run=") == text.count('class="exchange"') == count
    assert text.count("data-origin") == count
