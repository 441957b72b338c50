"""The words that a form adds to those of the author."""

from schema.block import Callout, EvidenceRow, Paragraph, TextBlock, Tone
from schema.inline import TextRun
from schema.reference import ReferenceStatus
from schema.study import VerificationStatus

TONES: dict[Tone, str] = {"safety": "Safety:", "note": "Note:"}
"""How a callout begins where it cannot be coloured."""

EVIDENCE_COLUMNS = ("Study", "Condition", "Comparison", "Outcome")

VERIFICATION_WARNINGS: dict[VerificationStatus, str] = {
    "as-stated": "as stated",
    "disputed": "disputed",
}
SOURCE_WARNINGS: dict[ReferenceStatus, str] = {
    "expression-of-concern": "source under an expression of concern",
    "retracted": "retracted source",
}


def label_callout(callout: Callout) -> list[TextBlock]:
    """Say the tone of a callout before its first words, or above its first list."""
    label = TextRun(text=TONES[callout.tone], marks=["strong"])
    match callout.blocks:
        case [Paragraph(content=content), *others]:
            return [Paragraph(content=[label, TextRun(text=" "), *content]), *others]
        case blocks:
            return [Paragraph(content=[label]), *blocks]


def warn_about(row: EvidenceRow) -> str:
    """Say behind the title of a study what speaks against relying on it, or nothing.

    >>> example = {"study_id": "stu_x2x5wzjafc", "title": "", "condition": "", "comparison": ""}
    >>> row = EvidenceRow(**example, outcome="", verification="disputed", source_status="retracted")
    >>> warn_about(row)
    ' (disputed; retracted source)'
    """
    warnings = (
        VERIFICATION_WARNINGS.get(row.verification),
        SOURCE_WARNINGS.get(row.source_status),
    )
    said = "; ".join(filter(None, warnings))
    return f" ({said})" if said else ""
