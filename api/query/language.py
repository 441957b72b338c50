"""Languages: lang=es and fallback=en, from text to BCP 47 tags, and what they match."""

import re
from collections.abc import Iterable, Mapping

from api.errors import BadValue
from api.query.filters import Condition
from api.resources.field import LANG
from api.resources.resource import Filter, Resource
from schema.values import LANGUAGE

TAG = re.compile(LANGUAGE, re.ASCII)
CASES = {2: str.upper, 4: str.title}
"""How parts after the first are written, by their length: a region, a script (RFC 5646, 2.1.1)."""
FILTER = Filter(name=LANG.name, operators=(), description="", of=LANG)


def parse_language(parameter: str, text: str | None) -> str | None:
    """Read lang=es.

    Raises:
        BadValue: It is not written like a language.
    """
    if text is not None and not TAG.fullmatch(text):
        wanted = "a language like 'es' or 'es-US' is wanted"
        raise BadValue(parameter, text, wanted, known=tidy_tag(text))
    return text


def tidy_tag(text: str) -> Iterable[str]:
    """Write a tag as it should be, where that can be told.

    >>> list(tidy_tag("ES_us")), list(tidy_tag("zh-hant-TW")), list(tidy_tag("spanish"))
    (['es-US'], ['zh-Hant-TW'], [])
    """
    first, *rest = re.split("[-_]", text[:16])
    parts = [first.lower(), *(CASES.get(len(part), str)(part) for part in rest)]
    tag = "-".join(parts)
    if TAG.fullmatch(tag):
        yield tag


def parse_range(text: str | None) -> tuple[Condition, ...]:
    """Read the lang=es of a list.

    Raises:
        BadValue: It is not written like a language.
    """
    lang = parse_language(LANG.name, text)
    if lang is None:
        return ()
    return (
        Condition(filter=FILTER, operator="range", values=(lang,), text=lang, written=LANG.name),
    )


def parse_choice(
    resource: Resource, shape: str, given: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Read the lang=es and fallback=en of what has translations.

    Raises:
        BadValue: They are not written like languages, or there is a fallback from nothing.
    """
    if shape not in resource.chooses_language:
        return None, None
    lang = parse_language("lang", given.get("lang"))
    fallback = parse_language("fallback", given.get("fallback"))
    if fallback is not None and lang is None:
        raise BadValue("fallback", fallback, "it stands in for another language; add lang")
    return lang, fallback


def is_form_of(tag: str, lang: str) -> bool:
    """Whether a tag is a language or a form of it (RFC 4647, 3.3.1).

    >>> is_form_of("es-US", "es"), is_form_of("es", "es-US"), is_form_of("est", "es")
    (True, False, False)
    """
    return f"{tag}-".startswith(f"{lang}-")


def choose_tag(tags: Iterable[str], lang: str) -> str | None:
    """Choose the language that fits best: the very one, or the first of its forms.

    >>> choose_tag(["en-US", "es-US", "es-MX"], "es"), choose_tag(["en-US"], "es")
    ('es-MX', None)
    """
    return min((tag for tag in tags if is_form_of(tag, lang)), default=None)
