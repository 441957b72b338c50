import random
from datetime import UTC, datetime

import pytest

from api.http.conditional import parse_http_date
from tests.client import Client

from . import preconditions as model
from .preconditions import Conditions, every_combination, expected_status

DATED, UNDATED = "/v1/topics/needling", "/v1/sections/migraine.care?body=html"
SAMPLE = 2000
COMBINATIONS = random.Random(13).sample(every_combination(), SAMPLE)  # noqa: S311 (a sample)


def write_tag(kind: str, etag: str) -> str:
    return {
        model.CURRENT: etag,
        model.WEAK: f"W/{etag}",
        model.OTHER: '"x"',
        model.ANY: "*",
        model.LISTED: f'"x", {etag}',
        model.LISTED_WEAK: f'W/"x",W/{etag}',
        model.EMPTY: "",
        model.TORN: etag.strip('"'),
    }[kind]


def write_date(kind: str, modified: str) -> str:
    moment = datetime.strptime(modified, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    return {
        model.SAME: modified,
        model.BEFORE: "Sat, 31 Jan 2026 23:59:59 GMT",
        model.AFTER: "Wed, 01 Apr 2026 00:00:00 GMT",
        model.SAME_850: moment.strftime("%A, %d-%b-%y %H:%M:%S GMT"),
        model.SAME_ASCTIME: moment.strftime("%a %b %e %H:%M:%S %Y"),
        model.NO_DATE: "yesterday",
    }[kind]


def write_headers(asked: Conditions, etag: str, modified: str) -> dict[str, str]:
    named = zip(Conditions._fields, asked, strict=True)
    return {
        name: write_tag(kind, etag) if name.endswith("match") else write_date(kind, modified)
        for name, kind in named
        if kind is not None
    }


@pytest.mark.parametrize("target", [DATED, UNDATED])
def test_preconditions_follow_the_model(target: str, client: Client) -> None:
    """RFC 9110, 13.2.2: 2,000 combinations of four headers, for a GET and for a HEAD."""
    plain = client.get(target)
    modified = client.get(DATED).headers["last-modified"]
    wrong = []

    for index, asked in enumerate(COMBINATIONS):
        method = ("GET", "HEAD")[index % 2]
        headers = write_headers(asked, plain.headers["etag"], modified)
        status = client.send(method, target, headers).status
        if status != expected_status(asked, dated=target == DATED):
            wrong.append((method, headers, status))

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
        ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
        ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
        ("Sunday, 06-Nov-76 08:49:37 GMT", "2076-11-06T08:49:37Z"),
        ("Sunday, 06-Nov-77 08:49:37 GMT", "1977-11-06T08:49:37Z"),
        ("Sunday, 06-Nov-00 08:49:37 GMT", "2000-11-06T08:49:37Z"),
    ],
)
def test_dates_come_in_three_forms(text: str, moment: str) -> None:
    """RFC 9110, 5.6.7; a year of two digits is at most 50 years ahead."""
    now = datetime(2026, 4, 1, tzinfo=UTC).timestamp()

    assert parse_http_date(text, now) == datetime.fromisoformat(moment).timestamp()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "-1",
        "yesterday",
        "2026-04-01",
        "2026-04-01T00:00:00Z",
        "Wed, 01 Apr 2026 00:00:00",
        "Wed, 01 Apr 2026 00:00:00 UTC",
        "Wed, 01 Apr 2026 00:00:00 +0000",
        "Wed, 32 Apr 2026 00:00:00 GMT",
        "Wed, 01 Apr 2026 24:00:00 GMT",
        "Wed, 01 Apr 2026 00:00:00 GMT, Wed, 01 Apr 2026 00:00:00 GMT",
        "Saturday, 29-Feb-26 00:00:00 GMT",
        "9" * 5000,
        "\xff",
    ],
)
def test_what_is_no_date_is_ignored(text: str, client: Client) -> None:
    """RFC 9110, 13.1.3 and 13.1.4: the answer is as without it."""
    for name in ("If-Modified-Since", "If-Unmodified-Since"):
        assert client.get(DATED, **{name: text}).status == 200
