"""Rights: what everybody owes who shows a document elsewhere, as data."""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.values import HttpsUrl, Text, about

NO_LICENSE = "all-rights-reserved"
"""The word for terms under which nobody else may show a text."""

REFRESH_WITHIN_DAYS = 7
"""How old a copy may grow where the clinic does not say: a rule of ours, as the NHS has it."""

CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", re.IGNORECASE)
PUBLIC_DOMAIN = "https://creativecommons.org/publicdomain/zero/1.0/"

Kept = Literal["credit", "citations", "safety", "disclaimer"]
KEPT: tuple[Kept, ...] = ("credit", "citations", "safety")
"""What goes along with every part: whom it is from, what it rests on, and what warns of harm."""


class Excerpts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether parts may be shown without the rest, and what must then come with them."""

    allowed: Annotated[bool, about("Whether parts may be shown alone.", True)]
    max_words: Annotated[
        int | UnsetType, about("Words of one part at most; any number if absent.", 100)
    ] = UNSET
    keep: Annotated[
        list[Kept],
        about(
            (
                "What must stay with a part: the credit, the citations in it, its safety "
                "callouts, the disclaimer."
            ),
            ["credit", "citations", "safety"],
        ),
    ]


class Rights(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Under which terms a document may be shown elsewhere."""

    license: Annotated[
        str,
        about("SPDX or Creative Commons identifier, or all-rights-reserved.", "CC-BY-4.0"),
    ]
    license_url: Annotated[
        HttpsUrl | UnsetType,
        about("Where the licence can be read.", "https://creativecommons.org/licenses/by/4.0/"),
    ] = UNSET
    credit: Annotated[str, about("The words that must be shown with the text.", "Example Clinic")]
    credit_html: Annotated[
        str,
        about(
            "The same as HTML, with the link that belongs to it.",
            '<a href="https://example.org/articles/neck-pain">Example Clinic</a>',
        ),
    ]
    canonical_url: Annotated[
        HttpsUrl,
        about(
            "The address to link to: the page of the document, or the site where it has none.",
            "https://example.org/articles/neck-pain",
        ),
    ]
    syndicable: Annotated[bool, about("Whether partners may show the text.", False)]
    excerpts: Annotated[
        Excerpts,
        about("Whether parts may be shown alone.", {"allowed": True, "keep": ["credit"]}),
    ]
    refresh_within_days: Annotated[
        int, about("Days after which a copy must have been compared with the original.", 7)
    ]
    noindex: Annotated[
        bool, about("Whether copies must ask search engines not to index them.", True)
    ]
    disclaimer: Annotated[
        str | UnsetType,
        about("Words that must be shown with the text.", "This is no medical advice."),
    ] = UNSET


MaxWords = Annotated[
    Annotated[int, Meta(ge=1, le=10_000)] | UnsetType,
    about("Words of one part at most.", 100),
]
RefreshWithin = Annotated[
    Annotated[int, Meta(ge=1, le=365)] | UnsetType,
    about("Days after which a copy must have been compared with the original.", 7),
]
LicenseUrl = Annotated[
    HttpsUrl | UnsetType,
    about("Where the licence can be read.", "https://creativecommons.org/licenses/by/4.0/"),
]
Disclaimer = Annotated[
    Text | UnsetType, about("Words that must be shown with the text.", "This is no medical advice.")
]
Noindex = Annotated[
    bool | UnsetType, about("Whether copies must ask search engines not to index them.", True)
]


class ExcerptsSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of parts; what is not said follows from the rest."""

    allowed: Annotated[bool | UnsetType, about("Whether parts may be shown alone.", True)] = UNSET
    max_words: MaxWords = UNSET


StatedExcerpts = Annotated[
    ExcerptsSource | UnsetType, about("Terms of parts.", {"allowed": True, "max_words": 100})
]


class RightsSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Terms of one document where they differ from site.yaml."""

    license: Annotated[Text | UnsetType, about("SPDX or CC identifier.", "CC-BY-4.0")] = UNSET
    license_url: LicenseUrl = UNSET
    credit: Annotated[Text | UnsetType, about("Words to show.", "Example Clinic")] = UNSET
    canonical_url: Annotated[
        HttpsUrl | UnsetType, about("Address to link to.", "https://example.org/neck")
    ] = UNSET
    syndicable: Annotated[bool | UnsetType, about("Whether partners may show it.", False)] = UNSET
    excerpts: StatedExcerpts = UNSET
    refresh_within_days: RefreshWithin = UNSET
    noindex: Noindex = UNSET
    disclaimer: Disclaimer = UNSET


class SiteRights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The terms of everything that does not state its own."""

    license: Annotated[Text, about("SPDX or CC identifier.", "all-rights-reserved")]
    license_url: LicenseUrl = UNSET
    credit: Annotated[Text, about("Words to show.", "Example Clinic")]
    syndicable: Annotated[bool, about("Whether partners may show the content.", False)]
    excerpts: StatedExcerpts = UNSET
    refresh_within_days: RefreshWithin = UNSET
    noindex: Noindex = UNSET
    disclaimer: Disclaimer = UNSET


def may_excerpt(text: str, *, syndicable: bool, allowed: bool, max_words: int | None) -> bool:
    """Whether partners may show a text: as a part, where they may not show the whole.

    >>> may_excerpt("What helps.", syndicable=False, allowed=True, max_words=1)
    False
    """
    is_short = max_words is None or len(text.split()) <= max_words
    return syndicable or (allowed and is_short)


def find_license_url(license_: str) -> str | None:
    """Find where a Creative Commons licence can be read; of others we do not know.

    >>> find_license_url("CC-BY-NC-SA-4.0")
    'https://creativecommons.org/licenses/by-nc-sa/4.0/'
    >>> find_license_url("all-rights-reserved")
    """
    if license_.upper() == "CC0-1.0":
        return PUBLIC_DOMAIN
    found = CREATIVE_COMMONS.fullmatch(license_)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else None
