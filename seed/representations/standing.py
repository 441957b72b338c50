"""Whether a text still stands, in the words that every form of a reference has for it."""

from schema.reference import Reference, ReferenceStatus

STANDING: dict[ReferenceStatus, str] = {
    "retracted": "Retracted",
    "expression-of-concern": "Expression of concern",
    "corrected": "Corrected",
}
"""What readers must know of a text; of the others there is nothing to say."""


def write_standing(reference: Reference) -> str:
    """Write what stands behind a citation, for a reader to see.

    >>> STANDING["retracted"]
    'Retracted'
    """
    word = STANDING.get(reference.status)
    return f" [{word}]" if word else ""
