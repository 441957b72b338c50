"""The words that a form adds to those of the author."""

from collections.abc import Mapping
from typing import NamedTuple

from schema.block import Callout, EvidenceRow, Paragraph, TextBlock, Tone
from schema.inline import TextRun
from schema.reference import ReferenceStatus
from schema.study import VerificationStatus


class Words(NamedTuple):
    """The words of one language."""

    tones: Mapping[Tone, str]
    """How a callout begins where it cannot be coloured."""
    columns: tuple[str, str, str, str]
    """The columns of an evidence table: study, condition, comparison, outcome."""
    image: str
    verification: Mapping[VerificationStatus, str]
    """What to say of a study that was not checked, or does not agree."""
    source: Mapping[ReferenceStatus, str]
    """What to say of a study whose source does not stand."""


ENGLISH = Words(
    tones={"safety": "Safety:", "note": "Note:"},
    columns=("Study", "Condition", "Comparison", "Outcome"),
    image="Image",
    verification={"as-stated": "as stated", "disputed": "disputed"},
    source={
        "expression-of-concern": "source under an expression of concern",
        "retracted": "retracted source",
    },
)
SPANISH = Words(
    tones={"safety": "Seguridad:", "note": "Nota:"},
    columns=("Estudio", "Afección", "Comparación", "Resultado"),
    image="Imagen",
    verification={"as-stated": "sin comprobar", "disputed": "en disputa"},
    source={
        "expression-of-concern": "fuente con expresión de preocupación",
        "retracted": "fuente retractada",
    },
)
LANGUAGES = {"en": ENGLISH, "es": SPANISH}


def words_in(lang: str) -> Words:
    """Find the words of a language by its tag; a language that we do not speak gets English."""
    return LANGUAGES.get(lang.partition("-")[0], ENGLISH)


def label_callout(callout: Callout, words: Words) -> list[TextBlock]:
    """Say the tone of a callout before its first words, or above its first list."""
    label = TextRun(text=words.tones[callout.tone], marks=["strong"])
    match callout.blocks:
        case [Paragraph(content=content), *others]:
            return [Paragraph(content=[label, TextRun(text=" "), *content]), *others]
        case blocks:
            return [Paragraph(content=[label]), *blocks]


def warn_about(row: EvidenceRow, words: Words) -> str:
    """Say behind the title of a study what speaks against relying on it, or nothing.

    >>> example = {"study_id": "stu_x2x5wzjafc", "title": "", "condition": "", "comparison": ""}
    >>> row = EvidenceRow(**example, outcome="", verification="disputed", source_status="retracted")
    >>> warn_about(row, ENGLISH)
    ' (disputed; retracted source)'
    """
    warnings = (
        words.verification.get(row.verification),
        words.source.get(row.source_status),
    )
    said = "; ".join(filter(None, warnings))
    return f" ({said})" if said else ""
