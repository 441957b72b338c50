"""The words that a whole article has beside those of its author, in its language."""

from typing import NamedTuple


class Words(NamedTuple):
    """The words of one language."""

    references: str
    reviewed: str
    """Followed by a day, and by who it was."""
    notice: str
    """In place of a text that may not be shown elsewhere."""
    retracted: str
    """With how many of the sources were."""
    concern: str
    """With how many of the sources are under one."""
    overdue: str
    """With the day on which the review was due."""


ENGLISH = Words(
    references="References",
    reviewed="Last reviewed: {day}, {reviewer}",
    notice="The text may not be shown here. Read it on its own page:",
    retracted="Retracted sources of this text: {count}.",
    concern="Sources of this text under an expression of concern: {count}.",
    overdue="The review of this text was due on {day}.",
)
SPANISH = Words(
    references="Referencias",
    reviewed="Última revisión: {day}, {reviewer}",
    notice="El texto no puede mostrarse aquí. Léalo en su propia página:",
    retracted="Fuentes retractadas de este texto: {count}.",
    concern="Fuentes de este texto con una expresión de preocupación: {count}.",
    overdue="La revisión de este texto estaba prevista para el {day}.",
)
LANGUAGES = {"en": ENGLISH, "es": SPANISH}


def words_in(lang: str) -> Words:
    """Find the words of a language by its tag; a language that we do not speak gets English."""
    return LANGUAGES.get(lang.partition("-")[0], ENGLISH)
