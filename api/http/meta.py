"""What an answer says of itself, beside its documents: the language that was chosen."""

from typing import Annotated

import msgspec
from msgspec import Meta as Constraint

from api.query.parse import DocumentQuery
from schema.values import LANGUAGE, Language, about


class ServedLanguage(msgspec.Struct, frozen=True, kw_only=True):
    """Which language was asked for, and which one is served."""

    requested: Annotated[
        str, Constraint(pattern=f"^{LANGUAGE}$"), about("The language in `lang`.", "es")
    ]
    served: Language


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say of the answer as a whole."""

    language: Annotated[
        ServedLanguage,
        about(
            "The choice among translations. Where `served` is no form of `requested`, it is what "
            "`fallback` asked for.",
            {"requested": "es", "served": "es-US"},
        ),
    ]


def write_meta(query: DocumentQuery, served: str | None) -> bytes:
    """Write the member `meta` behind others; nothing, where there was no choice."""
    if query.lang is None or served is None:
        return b""
    language = ServedLanguage(requested=query.lang, served=served)
    return b',"meta":' + msgspec.json.encode(Meta(language=language))
