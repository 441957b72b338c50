"""The clinic itself: defaults for everything it publishes. It is no resource."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.rights import SiteRights
from schema.values import HttpsUrl, Language, Text, about


class Site(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file site.yaml."""

    name: Annotated[Text, about("Name of the clinic.", "Example Clinic")]
    tagline: Annotated[Text, about("Its motto.", "Care that explains itself.")]
    city: Annotated[Text, about("Where it is.", "Charlotte")]
    default_lang: Language
    base_url: Annotated[HttpsUrl, about("Where its articles stand.", "https://example.org")]
    api_url: Annotated[
        HttpsUrl | UnsetType,
        about("Where this API is reached; else the site passes it on.", "https://api.example.org"),
    ] = UNSET
    rights: Annotated[
        SiteRights,
        about(
            "Terms of what does not state its own.",
            {"license": "CC-BY-4.0", "credit": "Example Clinic", "syndicable": True},
        ),
    ]
    rules: Annotated[
        dict[str, Literal["warning", "error"]],
        about("Rules whose level differs from the default.", {"REV001": "error"}),
    ] = {}
    review_grace_days: Annotated[
        int, Meta(ge=0, le=3650), about("Days after which a missed review stops the build.", 90)
    ] = 90

    @property
    def service_url(self) -> str:
        """Where other sites reach this API, without a slash at the end."""
        return (self.api_url or self.base_url).rstrip("/")
