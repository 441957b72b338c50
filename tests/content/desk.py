"""An editor's desk: files are changed, the folder is compiled, and mistakes are looked at."""

from pathlib import Path
from typing import NamedTuple

from seed.compile import Compiled, compile_content
from seed.mistake import InvalidContent, Mistake

TODAY = "2026-02-01"


class Found(NamedTuple):
    """What a mistake must look like; `words` are a part of its sentence."""

    line: int
    code: str
    words: str


def compile_folder(content: Path) -> Compiled:
    """Compile a folder that was never released."""
    nowhere = content.parent / "nowhere"
    return compile_content(content, nowhere / "ledger", TODAY, nowhere, lambda _: None)


def read_mistakes(content: Path) -> list[Mistake]:
    """List the errors of a folder as an editor sees them; a sound one has none."""
    try:
        compile_folder(content)
    except InvalidContent as error:
        return error.mistakes
    return []


def spoil(path: Path, old: str, new: str) -> None:
    """Change words of a file that stand there; no line end and no character is touched else."""
    before = path.read_bytes()
    assert old.encode() in before, f"{path} does not hold {old!r}"
    path.write_bytes(before.replace(old.encode(), new.encode(), 1))


def assert_found(mistakes: list[Mistake], path: str, expected: list[Found]) -> None:
    """See that a file has these mistakes and no others."""
    mine = [each for each in mistakes if each.path == path]
    assert [(each.line, each.code) for each in mine] == [each[:2] for each in expected]
    for mistake, (_, _, words) in zip(mine, expected, strict=True):
        assert words in mistake.sentence
