"""Characters: what may stand in a source file at all."""

import unicodedata

from seed.mistake import Mistake

ALLOWED_CONTROLS = frozenset("\n\t")
ALLOWED_FORMATS = frozenset("\u200d")
"""The zero width joiner belongs to the spelling of several scripts and of emoji."""


def read_text(data: bytes, path: str, mistakes: list[Mistake]) -> str:
    r"""Decode a file, and report characters that a reader of the diff could not see.

    Line ends are made `\n`. What cannot be decoded becomes U+FFFD, so that the
    rest of the file is still checked.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(path, line, "SRC003", "The file is not UTF-8. Save it as UTF-8."))
        text = data.decode("utf-8", "replace")
    text = text.replace("\r\n", "\n")
    for number, line_text in enumerate(text.split("\n"), start=1):
        mistakes += [Mistake(path, number, "SRC003", each) for each in find_invisible(line_text)]
    return text.removeprefix("\ufeff")


def find_invisible(line: str) -> list[str]:
    r"""Say what is wrong with the characters of a line, each kind once.

    >>> find_invisible("plain")
    []
    >>> find_invisible("a\u202eb")
    ['Invisible character U+202E. Delete it and type the text again.']
    """
    wrong = dict.fromkeys(
        each
        for each in line
        if unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
        and each not in ALLOWED_CONTROLS | ALLOWED_FORMATS
    )
    found = [
        f"Invisible character U+{ord(each):04X}. Delete it and type the text again."
        for each in wrong
    ]
    if not unicodedata.is_normalized("NFC", line):
        found.append("An accent is written as a character of its own. Save the text as NFC.")
    return found
