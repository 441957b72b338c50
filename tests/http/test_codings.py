import gzip
import subprocess
import sys
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from api.http.coding import CODINGS, MIN_BYTES, Coding, Constant, choose_coding, encode
from tests.client import Client

from .cases import ASSETS, EACH_ROUTE, ROUTES
from .problems import assert_problem

LONG, SHORT = "/v1/articles/migraine", "/livez"
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "zstd": zstandard.decompress,
    "gzip": gzip.decompress,
    "identity": bytes,
}
EACH_CODING = pytest.mark.parametrize("name", DECODERS)

CHOICES = {
    None: "identity",
    "": "identity",
    "br": "br",
    "gzip": "gzip",
    "zstd": "zstd",
    "identity": "identity",
    "*": "br",
    "gzip, deflate": "gzip",
    "gzip, deflate, br, zstd": "br",
    "zstd, gzip": "zstd",
    "GZIP": "gzip",
    "x-gzip": "gzip",
    "x-gzip;q=0, *": "br",
    "br;q=0.9, gzip": "gzip",
    "br;q=0.001": "br",
    "br;q=0": "identity",
    "br;q=0.000, zstd;q=0.1": "zstd",
    "br ; q=0.5 ,\tgzip; q=0.6": "gzip",
    "gzip;q=0.3, identity": "identity",
    "gzip, identity;q=0.5": "gzip",
    "identity;q=0.5, *;q=0": "identity",
    "*;q=0.5, br;q=0": "zstd",
    "*, br;q=0.1": "zstd",
    "identity;q=0, br": "br",
    "identity;q=0, *": "br",
    "*;q=0, gzip": "gzip",
    "deflate, compress": "identity",
    "br;q=0, br": "br",
    "br;q=2, gzip;q=0.5": "gzip",
    "br;q=, zstd;q=nan, gzip;q=0.1": "gzip",
    "br;q=1.001, ;;;, ,, =": "identity",
    "br;level=11, gzip;q=0.9": "br",
    "\xe9, gzip": "gzip",
    "*;q=0": None,
    "identity;q=0": None,
    "identity;q=0, deflate": None,
    "identity;q=0, br;q=0, *;q=0": None,
    "*;q=0, deflate;q=1": None,
}


@pytest.mark.parametrize(("header", "name"), CHOICES.items())
def test_the_coding_is_the_one_that_is_wanted_most(header: str | None, name: str | None) -> None:
    """RFC 9110, 12.5.3, with what is malformed passed over; the server decides between equals."""
    chosen = choose_coding(header)

    assert (chosen.name if chosen else None) == name


def model(qualities: dict[str, float]) -> str | None:
    """RFC 9110, 12.5.3, in the words of the RFC."""

    def is_acceptable(coding: str) -> bool:
        if coding in qualities:
            return qualities[coding] > 0
        return qualities["*"] > 0 if "*" in qualities else coding == "identity"

    acceptable = [coding for coding in CODINGS if is_acceptable(coding)]
    unnamed = qualities.get("*", -1)
    wishes = {coding: qualities.get(coding, unnamed) for coding in acceptable}
    return next((each for each in acceptable if wishes[each] == max(wishes.values())), None)


@given(
    st.dictionaries(
        st.sampled_from([*CODINGS, "*", "deflate"]), st.sampled_from([0, 0.001, 0.5, 0.999, 1])
    )
)
@settings(max_examples=2000, derandomize=True, deadline=None)
def test_the_choice_follows_the_model(qualities: dict[str, float]) -> None:
    """Whatever is combined, in whatever order."""
    header = ", ".join(f"{name};q={quality:.3f}" for name, quality in qualities.items())

    chosen = choose_coding(header)

    assert (chosen.name if chosen else None) == model(qualities)


@EACH_ROUTE
@EACH_CODING
def test_the_bytes_are_the_same_in_every_coding(name: str, target: str, client: Client) -> None:
    """Decoded, a body is what a client without codings gets; its length and tag are its own."""
    plain = client.get(target)

    answer = client.get(target, Accept_Encoding=name)

    coding = answer.headers.get("content-encoding", "identity")
    assert coding == (name if len(plain.body) >= MIN_BYTES else "identity")
    assert DECODERS[coding](answer.body) == plain.body
    assert answer.headers["content-length"] == str(len(answer.body))
    assert coding == "identity" or len(answer.body) < len(plain.body)
    if answer.status == 200:
        is_same = answer.headers["etag"] == plain.headers["etag"]
        assert is_same == (answer.body == plain.body)


@pytest.mark.parametrize("target", [*ROUTES.values(), "/v1/topics?limti=1", "/v1/topics/x", "/x/"])
@pytest.mark.parametrize("accept", ["", "br", "identity", "deflate", "*;q=0"])
def test_caches_are_told_that_codings_differ(accept: str, target: str, client: Client) -> None:
    """Every answer with a body varies, also in the form without a coding."""
    answer = client.get(target, Accept_Encoding=accept)

    fields = (answer.headers.get("vary") or "").split(", ")
    assert ("Accept-Encoding" in fields) == bool(answer.body)


@EACH_CODING
def test_a_304_varies_and_has_the_tag_of_its_coding(name: str, client: Client) -> None:
    """A tag names bytes, so a client that has them in another coding does not have these."""
    etag = client.get(LONG, Accept_Encoding=name).headers["etag"]

    for other in DECODERS:
        answer = client.get(LONG, Accept_Encoding=other, If_None_Match=etag)

        assert answer.status == (304 if other == name else 200)
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        assert ("content-encoding" in answer.headers) == (other not in {name, "identity"})


def test_a_short_body_is_compressed_only_for_who_takes_no_other(client: Client) -> None:
    """It fits one packet either way; but q=0 is a rule and no wish."""
    wished = client.get(SHORT, Accept_Encoding="br")
    forced = client.get(SHORT, Accept_Encoding="br, identity;q=0")

    assert "content-encoding" not in wished.headers
    assert forced.headers["content-encoding"] == "br"
    assert brotli.decompress(forced.body) == wished.body


@EACH_ROUTE
@pytest.mark.parametrize("accept", ["*;q=0", "identity;q=0, deflate"])
def test_a_client_that_takes_no_coding_is_told(accept: str, target: str, client: Client) -> None:
    """406 with the codings that there are; what is no success comes as it is."""
    plain = client.get(target)

    answer = client.get(target, Accept_Encoding=accept)

    if plain.status == 200:
        problem = assert_problem(client, answer, 406, "coding-not-acceptable")
        assert problem["allowed"] == list(CODINGS)
    else:
        assert answer.status == plain.status


def test_problems_are_compressed_too(client: Client) -> None:
    """A long problem is a body like any other."""
    target = "/v1/articles?sort=nothing"
    plain = client.get(target, Request_Id="same")

    answer = client.get(target, Accept_Encoding="gzip", Request_Id="same")

    assert len(plain.body) >= MIN_BYTES
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == plain.body


def test_assets_are_compressed_once(client: Client) -> None:
    """What stays while the process lives is kept in each coding that was wanted."""
    first = client.get(ASSETS["swagger-ui-bundle.js"], Accept_Encoding="br")

    again = client.get(ASSETS["swagger-ui-bundle.js"], Accept_Encoding="br")

    assert again.headers["etag"] == first.headers["etag"]
    constant = Constant(first.body)
    assert constant.encode(Coding("gzip")) is constant.encode(Coding("gzip"))


@EACH_CODING
def test_other_processes_make_the_same_bytes(name: str) -> None:
    """Equal bodies have equal tags wherever they are compressed, at any time."""
    body = b'{"data":"needling and rest"}' * 100
    code = (
        f"from api.http.coding import Coding, encode;print(encode({body!r}, Coding({name!r})).etag)"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert printed.stdout.decode().strip() == encode(body, Coding(name)).etag
