import hashlib
import re
from pathlib import Path

import msgspec
import pytest

from api.store.release import Release
from tests.client import HOST, Client


def test_liveness_says_that_the_process_answers(client: Client) -> None:
    """No more than that, and it costs no statement."""
    answer = client.get("/livez")

    assert answer.json() == {"status": "live"}


def test_readiness_names_the_release(client: Client, clinic_releases: Path) -> None:
    """Number, hash, position in the ledger, and how many documents of each type there are."""
    current = msgspec.json.decode((clinic_releases / "CURRENT").read_bytes())
    file = clinic_releases / current["file"]

    state = client.get("/readyz").json()

    assert state["status"] == "ready"
    assert state["release"]["number"] == current["number"] == 2
    assert state["release"]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert state["release"]["created_at"] == "2026-03-01T00:00:00Z"


def test_readiness_counts_what_the_lists_hold(client: Client) -> None:
    """The counts are those of the lists."""
    counts = client.get("/readyz").json()["release"]["counts"]

    for name, count in counts.items():
        plural = {"study": "studies"}.get(name, f"{name}s").replace("_", "-")
        assert len(client.get(f"/v1/{plural}?limit=100").json()["data"]) == count
    assert len(counts) == 7


@pytest.mark.parametrize("target", ["/livez", "/readyz"])
def test_asking_for_health_reads_nothing(target: str, own_client: Client, release: Release) -> None:
    """What a supervisor asks every second runs no statement."""
    statements: list[str] = []
    release.trace = statements.append

    answer = own_client.get(target)

    assert answer.status == 200
    assert statements == []


@pytest.mark.parametrize("name", ["request-id", "x-request-id", "Request-Id"])
@pytest.mark.parametrize("given", ["a", "5f3b9a7c2d1e4f60", "A-b_c.9", "x" * 64])
def test_a_sane_request_id_is_kept(name: str, given: str, client: Client) -> None:
    """A proxy's id runs through answer and log."""
    answer = client.send("GET", "/v1/topics", {name: given})

    assert answer.headers["request-id"] == given


@pytest.mark.parametrize(
    "given", ["", " ", "x" * 65, "a b", "a\nb", "a,b", "{}", "\x1b[31m", "\xe9", "a;b", '"a"']
)
def test_any_other_request_id_is_replaced(given: str, client: Client) -> None:
    """What a log could not bear is not repeated."""
    answer = client.get("/v1/topics", Request_Id=given)

    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["request-id"])


def test_two_request_ids_are_none(client: Client) -> None:
    """Which of them should be kept nobody can say."""
    headers = [HOST, (b"request-id", b"a"), (b"request-id", b"b")]

    answer = client.send("GET", "/v1/topics", raw_headers=headers)

    assert answer.headers["request-id"] not in {"a", "b", "a, b"}


def test_request_ids_are_unique(client: Client) -> None:
    """No two requests share one."""
    ids = {client.get("/livez").headers["request-id"] for _ in range(100)}

    assert len(ids) == 100
