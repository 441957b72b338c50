"""How long answers may be used, and that no copy outlives a review or a licence."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.http.basis import Basis
from api.http.freshness import judge
from api.resources.lifetime import CARE, CONTENT, FOREVER, MANUAL, Lifetime
from api.store.release import Release
from tests.client import CLINIC_TIME, Client

from .cases import ASSETS, EACH_ROUTE

OF_CONTENT = "public, max-age=60, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400"
OF_CARE = "public, max-age=30, s-maxage=60, stale-if-error=3600"
OF_PAGES = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=86400"

CLASSES = {
    "/v1/articles/migraine": OF_CONTENT,
    "/v1/articles/migraine?include=sections,references,studies.references,topics": OF_CONTENT,
    "/v1/articles/migraine/sections": OF_CONTENT,
    **{f"/v1/{name}": OF_CONTENT for name in ("sections", "studies", "references", "topics")},
    "/v1/practitioners": OF_CARE,
    "/v1/service-bundles/quiet-week": OF_CARE,
    "/v1/articles/migraine?include=practitioners": OF_CARE,
    "/v1/references/able-2020?include=articles.service_bundles": OF_CARE,
    "/v1/search?q=rest": OF_CARE,
    "/v1/search?q=rest&types=article,topic": OF_CONTENT,
    "/": OF_CARE,
    "/docs": OF_PAGES,
    "/docs/errors/bad-value": OF_PAGES,
    "/openapi.json": OF_PAGES,
    **dict.fromkeys(ASSETS.values(), "public, max-age=31536000, immutable"),
    "/livez": "no-store",
    "/readyz": "no-store",
    "/v1/topics?limti=1": "no-store",
    "/v1/topics/nothing": "public, max-age=30",
    "/v1/articles/rest": "public, max-age=30",
    "/v1/articles/old-advice": "public, max-age=30",
}

REVIEW_TURNS = datetime.fromisoformat("2026-12-02T00:00:00Z").timestamp()
"""30 days before the review of the article on migraine is due."""
LICENCE_ENDS = datetime.fromisoformat("2028-01-01T00:00:00Z").timestamp()
"""The day after the last one of Jane's licence."""
ON_THE_REVIEW = (
    "/v1/articles/migraine",
    "/v1/articles",
    "/v1/references/able-2020?include=articles",
    "/v1/articles?filter[review_state]=due",
    "/v1/articles?filter[review_state][ne]=current&include=topics",
    "/v1/search?q=migraine",
)
ON_THE_LICENCE = (
    "/v1/practitioners/jane-example",
    "/v1/practitioners",
    "/v1/articles/migraine?include=practitioners",
    "/v1/service-bundles?include=practitioners",
)
TURNS = {
    **dict.fromkeys(ON_THE_REVIEW, REVIEW_TURNS),
    **{target: LICENCE_ENDS for target in ON_THE_LICENCE if "articles" not in target},
    "/v1/articles/migraine?include=practitioners": REVIEW_TURNS,
}


class Clock:
    """Shows what it is set to."""

    def __init__(self) -> None:
        self.now = CLINIC_TIME

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(release: Release, clock: Clock) -> Iterator[Client]:
    """A client of the small clinic, whose clock can be set."""
    client = Client(create_app(release, clock))
    yield client
    client.close()


def reach(cache_control: str) -> int:
    """For how many seconds a cache may use an answer, in the worst case."""
    if "no-cache" in cache_control or "no-store" in cache_control:
        return 0
    times = {name: int(number) for name, number in re.findall(r"([a-z-]+)=(\d+)", cache_control)}
    fresh = max(times["max-age"], times.get("s-maxage", 0))
    stale = max(times.get("stale-while-revalidate", 0), times.get("stale-if-error", 0))
    return fresh + stale


@pytest.mark.parametrize(("target", "cache_control"), CLASSES.items())
def test_lifetimes_go_by_class(target: str, cache_control: str, client: Client) -> None:
    """Of several classes in one answer the strictest counts; errors are not kept."""
    assert client.get(target).headers["cache-control"] == cache_control


@EACH_ROUTE
def test_every_door_has_a_class(target: str, client: Client) -> None:
    """What declares none is not stored, and that is right only for what is true for a moment."""
    is_stored = client.get(target).headers["cache-control"] != "no-store"

    assert is_stored == (target not in {"/livez", "/readyz"})


@pytest.mark.parametrize(("target", "turn"), TURNS.items())
def test_no_copy_outlives_the_day(target: str, turn: float, timed: Client, clock: Clock) -> None:
    """Also what may be used while asking again or while we are away ends before the day begins."""
    for before in (1, 30, 61, 359, 361, 3600, 86_399, 86_760, 86_761, 90_000, 200_000):
        clock.now = turn - before
        answer = timed.get(target)

        assert answer.status == 200
        assert clock.now + reach(answer.headers["cache-control"]) <= turn


@pytest.mark.parametrize(("target", "turn"), TURNS.items())
def test_from_the_day_on_everything_is_asked_for_anew(
    target: str, turn: float, timed: Client, clock: Clock
) -> None:
    """Until a build says what is the case: that can be any moment now."""
    for after in (0, 1, 86_400):
        clock.now = turn + after
        answer = timed.get(target)

        assert answer.headers["cache-control"] == "public, no-cache"


@pytest.mark.parametrize(
    "target", ["/v1/topics", "/v1/articles/migrana", "/v1/articles/migraine/sections"]
)
def test_what_has_no_deadline_is_not_bound_by_others(
    target: str, timed: Client, clock: Clock
) -> None:
    """A day that changes one document shortens no answer without it."""
    clock.now = LICENCE_ENDS + 1

    assert timed.get(target).headers["cache-control"] == OF_CONTENT


def test_a_shortened_answer_is_not_stretched_by_caches(timed: Client, clock: Clock) -> None:
    """Where no stale copy may be used, caches are told not to use one on their own."""
    clock.now = REVIEW_TURNS - 200

    assert timed.get("/v1/articles/migraine").headers["cache-control"] == (
        "public, max-age=60, s-maxage=183, must-revalidate"
    )


@given(
    lifetime=st.sampled_from([CONTENT, CARE, MANUAL, FOREVER]),
    left=st.one_of(st.floats(-10, 1000), st.floats(0, 200_000), st.floats(0, 1e9)),
    waited=st.floats(0, 1, exclude_max=True),
)
@settings(max_examples=2000, derandomize=True, deadline=None)
def test_an_answer_that_is_kept_says_the_truth_until_it_expires(
    lifetime: Lifetime, left: float, waited: float
) -> None:
    """Whoever keeps finished answers may send one until `expires_at`, with the headers it has."""
    now = REVIEW_TURNS - left
    fresh = judge(Basis(lifetime=lifetime, stale_on="2026-12-02"), now)

    sent_at = now + waited * min(fresh.expires_at - now, 1e6)
    assert fresh.expires_at > now
    seconds = reach(fresh.cache_control)
    assert seconds == 0 or sent_at + seconds <= REVIEW_TURNS


def test_an_answer_that_is_kept_gets_its_date_when_it_has_one() -> None:
    """It expires when its date begins to say something."""
    changed = datetime.fromisoformat("2026-03-01T00:00:00Z").timestamp()
    basis = Basis(lifetime=CONTENT, changed_at="2026-03-01T00:00:00Z")

    early = judge(basis, changed + 3600)

    assert early.last_modified is None
    assert judge(basis, early.expires_at).last_modified == changed


def test_answers_that_are_kept_are_made_anew_some_times_a_day() -> None:
    """All at the same marks, so that whoever keeps them and drops all at once does so seldom."""
    basis = Basis(lifetime=CONTENT, stale_on="2026-12-02")
    marks = [REVIEW_TURNS - 100_000]

    for _ in range(40):
        marks.append(min(judge(basis, marks[-1]).expires_at, REVIEW_TURNS))

    assert marks.index(REVIEW_TURNS) < 40
    assert judge(basis, marks[20] - 5).expires_at == pytest.approx(marks[20])
    assert judge(basis, REVIEW_TURNS).cache_control == "public, no-cache"
