"""What claims sound like, in each language: short lists, for hints to editors.

A list of words cannot tell a claim from a denial with certainty, so none of
these may ever be behind an error.
"""

import re
from typing import NamedTuple

NUMBER = r"(?<![\w.,])\d+(?:[.,]\d+)*"
RANGE = r"(?:(?:\s?[-\u2013]\s?|\s(?:to|or|and|a|o|y|e)\s)\d+(?:[.,]\d+)*)?"
COUNTED = r"(?<![\w.,])(?<!\d in )(?<!\d de )(\d{1,3}(?:[.,]\d{3})+|\d+)"
"""A whole number of things, not the ten of "1 in 10"."""


class Phrases(NamedTuple):
    """What to look for in one language."""

    quantity: re.Pattern[str]
    """A number with its unit, such as "15 to 60 minutes"."""
    people: re.Pattern[str]
    """A number of people; group 1 is the number."""
    efficacy: re.Pattern[str]
    """Words which say that something works."""
    promise: re.Pattern[str]
    """Words that promise; a sentence may open with "Always", which is advice."""
    denial: re.Pattern[str]
    """Words that, shortly before a promise, take it back or make it advice."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def _quantity(units: str) -> re.Pattern[str]:
    return re.compile(rf"{NUMBER}{RANGE}(?:\s?%|[\s-](?:{units})\b)", re.IGNORECASE)


def _people(nouns: str) -> re.Pattern[str]:
    return re.compile(rf"{COUNTED}\s(?:[^\s\d]+\s)?(?:{nouns})\b", re.IGNORECASE)


ENGLISH_PEOPLE = "people|adults|participants|patients|men|women|Americans"
ENGLISH = Phrases(
    quantity=_quantity(
        f"{ENGLISH_PEOPLE}|percent|minutes?|hours?|days?|weeks?|months?|years?"
        "|sessions?|treatments?|visits?|times"
    ),
    people=_people(ENGLISH_PEOPLE),
    efficacy=_words(
        r"(?:has|have) been (?:shown|found|proven) to \w+(?: \w+)?"
        r"|(?:is|are|was|were) (?:shown|proven|known) to \w+(?: \w+)?"
        r"|(?:studies|trials|research|evidence) (?:shows?|suggests?|proves?|found that)"
        r"|(?:eases?|relieves?|reduces?|improves?|heals?) (?:\w+ )?(?:pain|stress|sleep|anxiety)"
        r"|(?:is|are) effective"
    ),
    promise=_words(
        r"cures?|cured|guaranteed?|guarantees|(?-i:always)|no side effects|proven|miracles?"
    ),
    denial=_words(
        r"not|no|never|cannot|none|nor|nobody|neither|without|rather|instead|yet|should|must"
        r"|\w+n['\u2019]t"
    ),
)

SPANISH_PEOPLE = "personas|adultos|participantes|pacientes|hombres|mujeres|estadounidenses"
SPANISH = Phrases(
    quantity=_quantity(
        f"{SPANISH_PEOPLE}|por ciento|minutos?|horas?|días?|semanas?|mes(?:es)?|años?"
        "|sesión|sesiones|tratamientos?|visitas?|veces"
    ),
    people=_people(SPANISH_PEOPLE),
    efficacy=_words(
        r"(?:ha|han) demostrado \w+(?: \w+)?"
        r"|(?:estudios|ensayos) (?:muestran|demuestran|indican|sugieren)"
        r"|(?:alivian?|reducen?|mejoran?|calman?) (?:\w+ )?(?:dolor|estrés|sueño|ansiedad)"
        r"|(?:es|son) (?:eficaz|eficaces|efectiv[oa]s?)"
    ),
    promise=_words(
        r"curan?|garantizan?|garantizad[oa]s?|(?-i:siempre)(?! que)|sin efectos secundarios"
        r"|(?:comprobad|probad)[oa]s?|milagros?|milagros[oa]s?"
    ),
    denial=_words("no|ni|nunca|jamás|sin|ningún|ninguna|nadie|tampoco|debe|deben"),
)

BY_LANGUAGE = {"en": ENGLISH, "es": SPANISH}


def phrases_of(lang: str) -> Phrases | None:
    """Look up the phrases of a language tag; most languages have none.

    >>> phrases_of("es-US") is SPANISH
    True
    """
    return BY_LANGUAGE.get(lang.partition("-")[0])
