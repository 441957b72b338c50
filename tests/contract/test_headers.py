from typing import Any

import pytest

from api.http.headers import ON_ALL_ANSWERS, ON_PREFLIGHT
from api.openapi import build_contract
from api.resources import RESOURCES
from tests.client import Client
from tests.http.cases import ROUTES

CONTRACT: dict[str, Any] = build_contract()
OF_HTTP = {"content-type", "content-length", "access-control-allow-methods"}
"""Described elsewhere in the contract, or by HTTP for every answer there is."""
UNDESCRIBED = OF_HTTP | {*ON_ALL_ANSWERS, *ON_PREFLIGHT} - {"cache-control"}

PATHS = {path.replace(":str", ""): target for path, target in ROUTES.items()} | {
    f"{resource.type.path}/{{key}}.{{suffix}}": f"{target}.{resource.forms[0].suffix}"
    for resource in RESOURCES
    if resource.forms
    for target in (ROUTES[f"{resource.type.path}/{{key:str}}"],)
}
ASKED = [
    (path, target + tail, headers)
    for path in CONTRACT["paths"]
    if path in PATHS
    for target in (PATHS[path],)
    for tail, headers in (
        ("", {}),
        ("", {"Accept-Encoding": "br, identity;q=0"}),
        ("", {"If-None-Match": "*"}),
        ("", {"If-Match": '"x"'}),
        ("&x=1" if "?" in target else "?x=1", {}),
        ("/", {}),
    )
] + [
    ("/v1/articles/{key}", f"/v1/articles/{name}", {}) for name in ("rest", "old-advice", "nothing")
]


def described(path: str, status: int) -> dict[str, Any]:
    """The headers of an answer in the contract."""
    response = CONTRACT["paths"][path]["get"]["responses"][str(status)]
    if "$ref" in response:
        response = CONTRACT["components"]["responses"][response["$ref"].rpartition("/")[2]]
    headers: dict[str, Any] = response["headers"]
    return headers


@pytest.mark.parametrize(("path", "target", "headers"), ASKED)
def test_every_header_is_described(
    path: str, target: str, headers: dict[str, str], client: Client
) -> None:
    """What an answer carries beside what all have, the contract says of its operation."""
    answer = client.get(target, **headers)

    names = {name.lower() for name in described(path, answer.status)}

    assert set(answer.headers) - UNDESCRIBED <= names


def test_every_described_header_is_sent(client: Client) -> None:
    """A header that no answer has is not promised, and each is referred to."""
    sent = set()
    for _, target, headers in ASKED:
        sent |= set(client.get(target, **headers).headers)
    sent |= set(client.send("DELETE", "/v1/topics").headers)
    file = client.get("/v1/snapshots/latest").json()["data"]["files"][0]["href"]
    sent |= set(client.get(file, Range="bytes=0-0").headers)
    sent |= set(client.send("POST", "/v1/holdings/check", body=b"{}").headers)
    coded = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    sent |= set(client.send("POST", "/v1/holdings/check", coded, body=b"{}").headers)
    sent |= set(client.get("/v1/topics?limit=1").headers)

    promised = {name.lower() for name in CONTRACT["components"]["headers"]}
    assert promised - sent == {"retry-after"}  # Of a 503, which needs a slow disk.
