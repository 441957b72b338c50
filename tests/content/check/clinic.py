"""A small clinic without a single mistake; each test spoils one thing in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schema.block import Block, Callout, Paragraph
from schema.change import Change
from schema.inline import CitationRun, Inline, StudyRun, TextRun
from schema.section import Aspect
from seed.body.sections import Body, BodySection
from seed.check import check_content
from seed.documents import KINDS
from seed.ledger import Ledger
from seed.mistake import Mistake
from seed.read.content import read_content

TODAY = "2026-06-30"

SITE = """\
name: Example Clinic
tagline: Care that explains itself.
city: Charlotte
default_lang: en-US
base_url: https://example.org
rights: {license: all-rights-reserved, credit: Example Clinic, syndicable: false}
"""

TOPICS = """\
topics:
  - slug: neck-pain
    id: top_0000000001
    kind: condition
    name: Neck pain
    description: Pain in the neck.
  - slug: stiff-neck
    id: top_0000000002
    kind: condition
    name: Stiff neck
    description: A neck that hardly turns.
    broader: neck-pain
  - slug: acupuncture
    id: top_0000000003
    kind: modality
    name: Acupuncture
    description: Care with fine needles.
  - slug: massage
    id: top_0000000004
    kind: modality
    name: Massage
    description: Care with the hands.
"""

REFERENCES = """\
references:
  - id: irnich-2001
    type: article-journal
    title: Randomised trial of acupuncture
    author: [{family: Irnich, given: Dominik}]
    issued: {date-parts: [[2001, 6, 30]]}
    DOI: 10.1136/bmj.322.7302.1574
    PMID: "11431299"
    custom: {public_id: ref_0000000001, status: current}
  - id: daily-news
    type: webpage
    title: Needles for the neck
    URL: https://news.example.org/needles
    custom:
      public_id: ref_0000000002
      status: current
      source_class: news
"""

STUDY = """\
id: stu_0000000001
slug: german-trial
title: German trial
year: 2001
design: randomized-controlled-trial
sample_size: 177
population: {text: Adults with chronic neck pain}
conditions: [neck-pain]
interventions:
  - {text: True acupuncture, modality: acupuncture}
comparators:
  - {text: Massage, kind: active}
  - {text: Sham laser, kind: sham}
outcomes:
  - {text: Less pain, versus: Massage, domain: pain, direction: favours-intervention}
  - {text: Same pain, versus: Sham laser, domain: pain, direction: no-difference}
summary: {condition: Neck pain, comparison: With massage, outcome: Less pain}
limitations: []
sources:
  - {reference: irnich-2001, role: primary-report}
verification: {status: checked, note: The abstract agrees.}
"""

PRACTITIONER = """\
id: prc_0000000001
slug: jane-example
name: Jane Example
kind: person
summary: An acupuncturist in the city.
location: {city: Charlotte}
modalities: [acupuncture, massage]
npi: "1234567893"
taxonomy_codes: [171100000X]
credentials:
  - kind: license
    authority: Example State Board
    number: A-0001
    modality: acupuncture
    valid_until: 2027-06-30
    verified_on: 2026-06-01
"""

BUNDLE = """\
id: bun_0000000001
slug: neck-relief
title: Neck relief
summary: Two kinds of care for the neck.
position: 1
components:
  - {modality: acupuncture, text: Acupuncture}
  - {modality: massage, text: Massage}
conditions: [neck-pain]
practitioners: [jane-example]
"""

ARTICLE = """\
---
id: art_0000000001
slug: neck-care
title: Care for the neck
summary: What may help a sore neck.
lang: en-US
audience: patient
topics: [neck-pain, acupuncture]
review:
  last_reviewed: 2026-01-31
  review_due: 2028-01-31
  reviewed_by: Jane Example
---
(The body is made by hand.)
"""

TRANSLATION = """\
---
id: art_0000000002
slug: cuidado-del-cuello
title: Cuidado del cuello
summary: Lo que puede ayudar.
lang: es-US
translation_of: neck-care
audience: patient
topics: [neck-pain]
review: {last_reviewed: 2026-01-31, reviewed_by: Jane Example}
---
(The body is made by hand.)
"""

FILES = {
    "site.yaml": SITE,
    "topics.yaml": TOPICS,
    "references.yaml": REFERENCES,
    "studies/german-trial.yaml": STUDY,
    "practitioners/jane-example.yaml": PRACTITIONER,
    "service-bundles/neck-relief.yaml": BUNDLE,
    "articles/neck-care.md": ARTICLE,
    "articles/neck-care.es.md": TRANSLATION,
}

TRIAL = "stu_0000000001"
PAPER = "ref_0000000001"
NEWS = "ref_0000000002"
NECK_CARE = "art_0000000001"
CUIDADO = "art_0000000002"


def text(words: str) -> TextRun:
    """Make a run of plain text."""
    return TextRun(text=words)


def cite(reference_id: str) -> CitationRun:
    """Make a citation."""
    return CitationRun(number=1, reference_id=reference_id)


def name_study(words: str, study_id: str = TRIAL) -> StudyRun:
    """Make words that name a study."""
    return StudyRun(text=words, study_id=study_id)


def paragraph(*runs: Inline | str) -> Paragraph:
    """Make a paragraph; plain strings become plain text."""
    return Paragraph(content=[text(run) if isinstance(run, str) else run for run in runs])


def callout(*runs: Inline | str) -> Callout:
    """Make a callout about safety."""
    return Callout(tone="safety", blocks=[paragraph(*runs)])


def section(
    anchor: str,
    *blocks: Block,
    aspect: Aspect | None = None,
    was: Sequence[str] = (),
    heading: str = "Heading",
) -> BodySection:
    """Make a section whose heading stands on line 20, and its blocks on 22, 24 and so on."""
    lines = [22 + 2 * index for index in range(len(blocks))]
    return BodySection(anchor, 2, 20, heading, aspect, tuple(was), list(blocks), lines)


def change(seq: int, type_name: str, id_: str, slug: str, day: str = "2026-01-01") -> Change:
    """Make an entry of the ledger which says that a document was published."""
    at = f"{day}T00:00:00Z"
    return Change(seq=seq, at=at, op="upsert", type=type_name, id=id_, slug=slug, rev="0" * 16)


def delete(seq: int, type_name: str, id_: str, slug: str, day: str = "2026-01-01") -> Change:
    """Make an entry of the ledger which says that a document was taken away."""
    at = f"{day}T00:00:00Z"
    return Change(seq=seq, at=at, op="delete", type=type_name, id=id_, slug=slug, reason="removed")


@dataclass
class Clinic:
    """The files, bodies and history of the clinic, to be spoilt and checked."""

    folder: Path
    bodies: dict[str, Body] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    today: str = TODAY

    def write(self, path: str, content: str) -> None:
        """Write a file."""
        target = self.folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(content, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change words of a file that stand there exactly once."""
        before = (self.folder / path).read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {path}"
        self.write(path, before.replace(old, new))

    def rename(self, path: str, new: str) -> None:
        """Give a file another name."""
        (self.folder / path).rename(self.folder / new)

    def add(self, *sections: BodySection, to: str = NECK_CARE) -> None:
        """Add sections to an article."""
        self.bodies[to].sections.extend(sections)

    def check(self) -> list[Mistake]:
        """Read and check everything; reading must find nothing."""
        mistakes: list[Mistake] = []
        content = read_content(self.folder, KINDS, mistakes)
        assert mistakes == []
        return check_content(content, self.bodies, Ledger(tuple(self.changes)), self.today)

    def find(self, *codes: str) -> list[str]:
        """List the mistakes of some rules as the editor sees them."""
        return [str(each) for each in self.check() if each.code in codes]


def make_clinic(folder: Path) -> Clinic:
    """Write the small clinic; its article uses everything once."""
    clinic = Clinic(folder)
    for path, content in FILES.items():
        clinic.write(path, content)
    lead = paragraph("A ", name_study("trial"), " found less pain", cite(PAPER), cite(NEWS), ".")
    clinic.bodies[NECK_CARE] = Body([BodySection("lead", 1, 14, blocks=[lead], lines=[15])])
    clinic.bodies[CUIDADO] = Body([])
    return clinic
