"""Documents of a small world: valid, linked at random, and alike in many of their values."""

from collections.abc import Callable
from random import Random
from typing import Any, get_args

from schema.article import Audience, ReviewState
from schema.document import derive_id
from schema.practitioner import PractitionerKind
from schema.reference import CslType, ReferenceStatus
from schema.section import Aspect
from schema.study import StudyDesign, VerificationStatus
from tests.query.world.texts import Texts

Json = dict[str, Any]

DAYS = ("2024-02-29", "2025-12-31", "2026-01-01", "2026-02-28")
MOMENTS = tuple(f"{day}T{time}Z" for day in DAYS for time in ("00:00:00", "23:59:59"))
YEARS = (-9999, -44, -1, 0, 1, 800, 1999, 2001, 2020, 9999)
CALENDAR_YEARS = (1800, 1999, 2001, 2020, 2200)
SIZES = {
    "topic": 14,
    "reference": 25,
    "practitioner": 6,
    "study": 18,
    "service_bundle": 6,
    "article": 24,
}
"""The most documents of each type, those first that others name."""
PREFIXES = {
    "topic": "top",
    "reference": "ref",
    "practitioner": "prc",
    "study": "stu",
    "service_bundle": "bun",
    "article": "art",
    "section": "sec",
}
RIGHTS = {
    "license": "CC-BY-4.0",
    "credit": "Nobody",
    "credit_html": "Nobody",
    "canonical_url": "https://clinic.example/a",
    "syndicable": True,
    "excerpts": {"allowed": True, "keep": []},
    "refresh_within_days": 7,
    "noindex": True,
}


def make_documents(chance: Random, *, has_all_types: bool = False, scale: int = 1) -> list[Json]:
    """Make all documents of a world; types may be empty or have one document.

    Args:
        chance: Decides everything.
        has_all_types: Whether no type is empty.
        scale: How many times as many documents of each type there may be.
    """
    return Maker(chance).make(has_all_types=has_all_types, scale=scale)


class Maker:
    """Makes documents, one type after the other."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.texts = Texts(chance)
        self.has_doubles = chance.random() < 0.1
        """Whether a document may name another one twice in the same relation."""
        self.is_chained = chance.random() < 0.5
        """Whether each topic is broader than the one before."""
        self.ids: dict[str, list[str]] = {name: [] for name in PREFIXES}
        self.documents: list[Json] = []

    def make(self, *, has_all_types: bool, scale: int) -> list[Json]:
        """Make everything."""
        makers: dict[str, Callable[[Json], None]] = {
            "topic": self._topic,
            "reference": self._reference,
            "practitioner": self._practitioner,
            "study": self._study,
            "service_bundle": self._bundle,
            "article": self._article,
        }
        for type_, most in SIZES.items():
            few = [2, 3, 5] if has_all_types else [0, 1, 2]
            count = self.chance.choice([*few, most * scale, most * scale, most * scale])
            drafts = [self._start(type_, self.texts.slug()) for _ in range(count)]
            self.ids[type_] = [each["id"] for each in drafts]
            for draft in drafts:
                makers[type_](draft)
        return self.documents

    def _start(self, type_: str, slug: str) -> Json:
        number = self.chance.getrandbits(48)
        id_ = derive_id(PREFIXES[type_], str(number))
        first, last = sorted(self.chance.choices(MOMENTS, k=2))
        document: Json = {"type": type_, "id": id_, "slug": slug, "rev": "0" * 16}
        path = type_.replace("_", "-") + "s" if type_ != "study" else "studies"
        document |= {"published_at": first, "updated_at": last, "href": f"/v1/{path}/{id_}"}
        document |= {"rights": RIGHTS}
        self.documents.append(document)
        return document

    def some(self, type_: str, most: int = 4) -> list[str]:
        """Draw documents of a type."""
        ids = self.ids[type_]
        count = self.chance.choice([0, 1, 2, most])
        if self.has_doubles and ids:
            return self.chance.choices(ids, k=count)
        return self.chance.sample(ids, k=min(count, len(ids)))

    def one_of(self, literal: Any) -> Any:
        """Draw one of the first values of a Literal."""
        return self.chance.choice(get_args(literal)[:5])

    def maybe(self, **members: Any) -> Json:
        """Keep members, or leave all of them out."""
        return members if self.chance.random() < 0.6 else {}

    def count(self) -> int:
        """Draw a small number."""
        return self.chance.choice([0, 1, 1, 2, 3, 10, 250])

    def _topic(self, draft: Json) -> None:
        place = self.ids["topic"].index(draft["id"])
        before = self.ids["topic"][:place]
        broader = before[-1:] if self.is_chained else before
        draft |= {
            "kind": self.chance.choice(["condition", "modality"]),
            "name": self.texts.title(),
            "description": "What it is.",
            "synonyms": [self.texts.title() for _ in range(self.chance.randint(0, 2))],
            **(self.maybe(broader_id=self.chance.choice(broader)) if broader else {}),
        }

    def _reference(self, draft: Json) -> None:
        csl = {"id": draft["slug"], "type": self.one_of(CslType)}
        csl |= self.maybe(issued={"date-parts": [[self.chance.choice(YEARS), 6]]})
        draft |= {
            "citation_key": draft["slug"],
            "label": self.texts.title(),
            "status": self.one_of(ReferenceStatus),
            "completeness": self.chance.choice(["stub", "complete"]),
            "identifiers": {},
            "csl": csl | self.maybe(title=self.texts.title()),
        }

    def _practitioner(self, draft: Json) -> None:
        draft |= {
            "kind": self.one_of(PractitionerKind),
            "name": self.texts.title(),
            "summary": "Who it is.",
            "location": {"city": self.texts.title()},
            "credentials": [],
            "taxonomy_codes": [],
            "languages": [],
            "topic_ids": self.some("topic"),
        }

    def _study(self, draft: Json) -> None:
        year, span = self.chance.choice(CALENDAR_YEARS), self.chance.choice(CALENDAR_YEARS)
        years = self.chance.choice([{}, {"year": year}, {"year_from": 1800, "year_to": span}])
        verification = {"status": self.one_of(VerificationStatus), "note": "Compared."}
        draft |= {
            "title": self.texts.title(),
            "design": self.one_of(StudyDesign),
            **years,
            **self.maybe(sample_size=self.count() + 1),
            "population": {"text": "Adults"},
            **self.maybe(country=self.texts.title()),
            **{name: [] for name in ("interventions", "comparators", "outcomes", "limitations")},
            "summary": {},
            "sources": [],
            "source_status": self.one_of(ReferenceStatus),
            "verification": verification,
            "topic_ids": self.some("topic"),
            "reference_ids": self.some("reference"),
        }

    def _bundle(self, draft: Json) -> None:
        draft |= {
            "title": self.texts.title(),
            "summary": "What it is.",
            "position": self.chance.randint(0, 3),
            "components": [],
            "topic_ids": self.some("topic"),
            "practitioner_ids": self.some("practitioner"),
        }

    def _article(self, draft: Json) -> None:
        draft["lang"] = self.texts.language()
        sections = self._sections(draft)
        studies = dict.fromkeys(("as_stated", "checked", "disputed"), 0)
        references = dict.fromkeys(("current", "corrected", "unknown", "retracted"), 0)
        evidence = {
            "studies": {name: self.count() for name in studies},
            "references": {name: self.count() for name in references}
            | {"expression_of_concern": 0},
        }
        draft |= {
            "title": self.texts.title(),
            "summary": self.texts.title(),
            "translations": [
                {"lang": "es", "article_id": id_, "title": "Otro"}
                for id_ in self.some("article", 3)
            ],
            "audience": self.one_of(Audience),
            "outline": [],
            "word_count": self.count(),
            "reading_minutes": 1,
            "review": {
                "state": self.one_of(ReviewState),
                **self.maybe(last_reviewed=DAYS[0], review_due=self.chance.choice(DAYS)),
            },
            "rights": {**RIGHTS, "syndicable": self.chance.random() < 0.5},
            "evidence": evidence,
            "section_ids": [each["id"] for each in sections],
            "reference_ids": self.some("reference", 6),
            "study_ids": self.some("study"),
            "topic_ids": self.some("topic"),
            "service_bundle_ids": self.some("service_bundle"),
            "practitioner_ids": self.some("practitioner"),
            "related_article_ids": self.some("article"),
        }

    def _sections(self, article: Json) -> list[Json]:
        sections = []
        for position in range(self.chance.choice([0, 1, 3, 6])):
            draft = self._start("section", f"{article['slug']}.part-{position}")
            draft |= self._section(article, position)
            self.ids["section"].append(draft["id"])
            sections.append(draft)
        return sections

    def _section(self, article: Json, position: int) -> Json:
        paragraph = {"type": "paragraph", "content": [{"type": "text", "text": self.texts.title()}]}
        return {
            "article_id": article["id"],
            "position": position,
            "level": self.chance.randint(1, 4),
            "anchor": f"part-{position}",
            **self.maybe(heading=self.texts.title()),
            **self.maybe(aspect=self.one_of(Aspect)),
            "kind": "body" if position else "lead",
            "lang": article["lang"],
            "citations": [],
            "word_count": self.count(),
            "reference_ids": self.some("reference"),
            "study_ids": self.some("study"),
            "blocks": [paragraph] * self.chance.randint(0, 2),
        }
