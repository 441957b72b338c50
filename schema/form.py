"""Forms: what a document can be had as beside its JSON, with suffix and media type.

The compiler writes each of them into the release, ready to send.
"""

from typing import Literal, get_args

import msgspec

from schema.article import ARTICLE
from schema.practitioner import PRACTITIONER
from schema.reference import REFERENCE
from schema.service_bundle import SERVICE_BUNDLE
from schema.study import STUDY
from schema.topic import TOPIC

JSON = "application/json"

Style = Literal["ama", "apa", "chicago", "vancouver"]
STYLES: tuple[Style, ...] = get_args(Style)
"""Citation styles; the first one is medicine's, and the default."""


class Form(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One form, and how several documents in it become one text."""

    name: str
    """As in the release."""
    suffix: str
    """As in an address, behind a dot."""
    media_type: str
    description: str
    is_styled: bool = False
    """Whether a citation style chooses what it looks like."""
    is_set: bool = False
    """Whether a list can be had in it."""
    is_negotiated: bool = True
    """Whether Accept can choose it; else it is had by its suffix only."""
    opening: bytes = b""
    between: bytes = b""
    closing: bytes = b""

    def kept_as(self, style: str) -> str:
        """Name the form as the release does, which has one for each style.

        >>> CITATION_TEXT.kept_as("apa"), BIBTEX.kept_as("apa")
        ('text:apa', 'bibtex')
        """
        return f"{self.name}:{style}" if self.is_styled else self.name

    @property
    def essence(self) -> str:
        """The media type without parameters."""
        return self.media_type.partition(";")[0]


JSON_LD = Form(
    name="jsonld",
    suffix="jsonld",
    media_type="application/ld+json",
    description="schema.org as JSON-LD, for search engines and knowledge graphs.",
)
HTML = Form(
    name="html",
    suffix="html",
    media_type="text/html; charset=utf-8",
    description="A page with the whole text, numbered references and the credit.",
)
EMBED = Form(
    name="embed",
    suffix="embed.html",
    media_type="text/html; charset=utf-8",
    description="A page to show in a frame: what partners may show, with warnings and credit.",
    is_negotiated=False,
)
MARKDOWN = Form(
    name="markdown",
    suffix="md",
    media_type="text/markdown; charset=utf-8",
    description="The whole text as CommonMark, with numbered references and the credit.",
)
CSL = Form(
    name="csl",
    suffix="csl.json",
    media_type="application/vnd.citationstyles.csl+json",
    description="CSL-JSON, for citation processors: always a list of items.",
    is_set=True,
    opening=b"[",
    between=b",",
    closing=b"]",
)
BIBTEX = Form(
    name="bibtex",
    suffix="bib",
    media_type="application/x-bibtex; charset=utf-8",
    description="BibTeX, for LaTeX and reference managers.",
    is_set=True,
    between=b"\n",
)
RIS = Form(
    name="ris",
    suffix="ris",
    media_type="application/x-research-info-systems; charset=utf-8",
    description="RIS, for reference managers.",
    is_set=True,
)
CITATION_TEXT = Form(
    name="text",
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    description="The citation as a line of text, in one of the citation styles.",
    is_styled=True,
    is_set=True,
)
CITATION_HTML = Form(
    name="html",
    suffix="html",
    media_type="text/html; charset=utf-8",
    description="The citation as HTML, in one of the citation styles.",
    is_styled=True,
    is_set=True,
    opening=b'<div class="csl-bib-body">\n',
    closing=b"</div>\n",
)

FORMS: dict[str, tuple[Form, ...]] = {
    ARTICLE.name: (JSON_LD, HTML, MARKDOWN, EMBED),
    STUDY.name: (JSON_LD,),
    REFERENCE.name: (CSL, BIBTEX, RIS, CITATION_TEXT, CITATION_HTML),
    PRACTITIONER.name: (JSON_LD,),
    SERVICE_BUNDLE.name: (JSON_LD,),
    TOPIC.name: (JSON_LD,),
}
"""What documents of a type can be had as; of those liked equally, a client gets the first."""

SET_FORMS = {name: tuple(form for form in forms if form.is_set) for name, forms in FORMS.items()}
"""What lists of a type can be had as."""
