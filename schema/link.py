"""What a link in a text can point to."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from schema.values import Anchor, about

TargetType = Literal["article", "section", "study", "practitioner", "service_bundle", "topic"]

SCHEMES: dict[str, TargetType] = {
    "article": "article",
    "study": "study",
    "bundle": "service_bundle",
    "practitioner": "practitioner",
    "topic": "topic",
}
"""The schemes of the source format, and the type that each one names."""

EXTERNAL_SCHEME = "https"


class LinkTarget(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document of this API that a link leads to."""

    type: Annotated[TargetType, about("Type of the document.", "article")]
    id: Annotated[str, about("Id of the document.", "art_nxtnmn77kh")]
    slug: Annotated[
        str, about("Slug of the document, for readable addresses.", "your-first-session")
    ]
    anchor: Annotated[
        Anchor | UnsetType, about("The section meant, where there is one.", "side-effects")
    ] = UNSET
