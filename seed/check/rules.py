"""All rules that look across files, at dates, or at what a text says."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from seed.body.sections import Body
from seed.check.anchors import check_anchors
from seed.check.bundles import check_bundles
from seed.check.claims import check_claims
from seed.check.edition import Edition
from seed.check.identifiers import check_identifiers
from seed.check.identity import check_identity
from seed.check.practitioners import check_practitioners
from seed.check.promises import check_promises
from seed.check.references import check_references
from seed.check.reviews import check_reviews
from seed.check.rights import check_rights
from seed.check.studies import check_studies
from seed.check.topics import check_topics
from seed.check.translations import check_translations
from seed.check.withdrawal import check_withdrawal
from seed.directory import Directory
from seed.ledger import Ledger
from seed.mistake import Mistake
from seed.read.content import ContentFolder

CHECKS: tuple[Callable[[Edition], Iterable[Mistake]], ...] = (
    check_identity,
    check_anchors,
    check_withdrawal,
    check_topics,
    check_references,
    check_identifiers,
    check_studies,
    check_practitioners,
    check_bundles,
    check_translations,
    check_reviews,
    check_rights,
    check_claims,
    check_promises,
)


def check_content(
    content: ContentFolder, bodies: Mapping[str, Body], ledger: Ledger, today: str
) -> list[Mistake]:
    """Find every mistake that reading alone cannot find, of all levels.

    Args:
        content: The sources. Those that are not sound count as known by name only.
        bodies: The bodies of the published articles, by article id.
        ledger: What was published so far.
        today: The day for which dates are judged, as 2026-11-23.
    """
    day = date.fromisoformat(today)
    edition = Edition(content, Directory.of(content), bodies, ledger, day)
    return sorted(mistake for check in CHECKS for mistake in check(edition))
