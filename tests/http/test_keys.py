"""Surrogate keys: what was published can be purged by what the ledger says of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.http.keys import TYPE_KEYS, name_keys
from api.resources import RESOURCES, Resource
from api.store.release import open_release
from schema.feed import FEEDS
from schema.header import MAX_KEYS
from schema.section import BODY_FORMATS
from seed.ledger import read_ledger
from tests.client import CLINIC_TIME, Answer, Client, stop_clock
from tests.conftest import (
    CLINIC,
    FIRST_DAY,
    SECOND_DAY,
    compile_clinic,
    edit,
    live_through_a_month,
)

from .cases import DOCUMENTS

FLIPPED = "ref_aaaaaaaaa1, status: retracted"
MAX_BYTES = 2700
"""Of both headers with their names."""
DOCUMENT_PATHS = [f"/v1/{name}/{slug}" for name, slug in DOCUMENTS.items()]


def keys_of(answer: Answer) -> list[str]:
    return answer.headers.get("surrogate-key", "").split()


def read_everything(releases: Path, targets: list[str]) -> dict[str, Answer]:
    release = open_release(releases)
    client = Client(create_app(release, stop_clock(CLINIC_TIME)))
    answers = {target: client.get(target, Request_Id="same") for target in targets}
    client.close()
    release.close()
    return answers


def all_targets() -> Iterator[str]:
    """Documents, lists, includes of one and two steps, bodies, filters, searches, absences."""
    for resource, document in zip(RESOURCES, DOCUMENT_PATHS, strict=True):
        yield from targets_of(resource, document)
    yield from form_targets()
    yield from language_targets()
    absences = ["rest", "resting", "old-advice", "nothing", "migrana", "rest/sections"]
    yield from (f"/v1/articles/{name}" for name in absences)
    yield from (f"/v1/sections/rest.{anchor}" for anchor in ("how", "how-to", "lead"))
    yield "/v1/articles/migraine/sections"
    yield "/v1/topics/migraine?include=articles.references,studies.references"
    yield "/v1/studies?filter[reference]=able-2020"
    yield "/v1/references?filter[article]=migraine&include=studies.articles"
    yield from ("/", "/sitemap.xml", "/sitemaps/1.xml")
    for q in ("rest", "migraine", "needling", "advice", "resting"):
        yield from (f"/v1/search?q={q}", f"/v1/search?q={q}&types=topic&facets=type,topic")


def targets_of(resource: Resource, document: str) -> Iterator[str]:
    """A document and its lists, with what they can include and be filtered by."""
    path = resource.type.path
    for address in (document, path, f"{path}?limit=1", f"{path}?count=exact&limit=2"):
        mark = "&" if "?" in address else "?"
        yield address
        for relation in resource.relations:
            yield f"{address}{mark}include={relation.name}"
    yield from (
        f"{path}?filter[{each.name}][exists]=true"
        for each in resource.filters
        if "exists" in each.operators
    )
    yield f"{path}?filter[topic]=rest"


def form_targets() -> Iterator[str]:
    """Bodies, and what is not JSON."""
    for form in BODY_FORMATS:
        yield f"/v1/sections/migraine.care?body={form}"
        yield f"/v1/articles/migraine?include=sections&body={form}"
    for resource, document in zip(RESOURCES, DOCUMENT_PATHS, strict=True):
        yield from (f"{document}.{form.suffix}" for form in resource.forms)
        yield from (f"{resource.type.path}.{form.suffix}" for form in resource.set_forms)
    yield "/v1/articles/resting.html"
    yield "/v1/references.txt?style=apa&filter[article]=migraine"


def language_targets() -> Iterator[str]:
    """What depends on a language, with the feeds."""
    for lang in ("es", "en", "fr", "fr&fallback=es", "es&include=sections"):
        yield f"/v1/articles/migraine?lang={lang}"
        yield f"/v1/articles/rest?lang={lang}"
    yield "/v1/articles/migraine/sections?lang=es"
    yield "/v1/articles/rest/sections?lang=es&fallback=en"
    yield from ("/v1/articles?lang=es", "/v1/sections?lang=en")
    yield from (
        f"{feed.path}{query}" for feed in FEEDS for query in ("", "?lang=es", "?topic=rest")
    )


def flip_a_reference(content: Path) -> None:
    """What editors do when a journal retracts a paper."""
    edit(content / "references.yaml", "ref_aaaaaaaaa1, status: current", FLIPPED)


def move_a_topic(content: Path) -> None:
    """Another place among the topics changes what is about what."""
    edit(content / "topics.yaml", "{slug: rest,", "{slug: rest, broader: needling,")


def change_the_language(content: Path) -> None:
    """Words of our own in a rendered body follow the article."""
    edit(content / "articles" / "migraine.md", "lang: en-US", "lang: es-US")
    (content / "articles" / "migraine.es.md").rename(content / "articles" / "migraine.en.md")
    edit(content / "articles" / "migraine.en.md", "lang: es-US", "lang: en-US")


def translate_an_article(content: Path) -> None:
    """Another language of what is there."""
    text = (content / "articles" / "migraine.es.md").read_text(encoding="utf-8")
    for old, new in (("art_aaaaaaaaa2", "art_aaaaaaaaa6"), ("of: migraine", "of: rest")):
        text = text.replace(old, new)
    text = text.replace("slug: migrana", "slug: descanso")
    (content / "articles" / "rest.es.md").write_text(text, encoding="utf-8")


def take_a_translation_back(content: Path) -> None:
    """Whoever asked for it gets another language, or none."""
    edit(
        content / "articles" / "migraine.es.md",
        "audience:",
        "status: withdrawn\nwithdrawn: {reason: withdrawn}\naudience:",
    )


CHANGES = [
    flip_a_reference,
    live_through_a_month,
    move_a_topic,
    change_the_language,
    translate_an_article,
    take_a_translation_back,
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_can_be_purged_by_the_ledger(
    change: Callable[[Path], None], tmp_path: Path
) -> None:
    """Each answer that is another after a build had a key that follows from a change of it."""
    content, ledger, releases = tmp_path / "content", tmp_path / "ledger", tmp_path / "releases"
    shutil.copytree(CLINIC, content)
    targets = list(all_targets())
    compile_clinic(content, ledger, releases, FIRST_DAY)
    before, known = read_everything(releases, targets), len(read_ledger(ledger, []).changes)
    change(content)
    compile_clinic(content, ledger, releases, SECOND_DAY)
    after = read_everything(releases, targets)

    changes = read_ledger(ledger, []).changes[known:]
    purged = {key for each in changes for key in (each.id, TYPE_KEYS[each.type])}
    changed = [target for target in targets if before[target][::2] != after[target][::2]]
    missed = [
        target
        for target in changed
        if before[target].headers["cache-control"] != "no-store"
        and not purged & set(keys_of(before[target]))
    ]

    assert len(changed) > 10
    assert missed == []


@pytest.mark.parametrize(
    ("target", "keys"),
    [
        ("/v1/topics/needling", "top_aaaaaaaaa3"),
        ("/v1/topics/top_aaaaaaaaa3?fields[topic]=name", "top_aaaaaaaaa3"),
        ("/v1/studies/able-trial?include=references", "stu_aaaaaaaaa1 ref_aaaaaaaaa1"),
        ("/v1/practitioners", "list-practitioners prc_aaaaaaaaa2 prc_aaaaaaaaa1"),
        ("/v1/practitioners?limit=1", "list-practitioners prc_aaaaaaaaa2"),
        ("/v1/topics/nothing", "list-topics"),
        ("/nothing", ""),
        ("/livez", ""),
        ("/", " ".join(sorted(TYPE_KEYS.values()))),
        ("/docs", ""),
        ("/v1/topics?limti=1", ""),
    ],
)
def test_an_answer_is_named_by_its_documents(target: str, keys: str, client: Client) -> None:
    """By each id once, and by types where others could get in; the tags are the same words."""
    answer = client.get(target)

    assert answer.headers.get("surrogate-key", "") == keys
    assert answer.headers.get("cache-tag", "") == keys.replace(" ", ",")


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.type.plural)
def test_the_keys_stay_few(resource: Resource, shipped: Client) -> None:
    """Whatever is included, proxies can bear the head of the answer."""
    names = ",".join(relation.name for relation in resource.relations)
    for query in ("", "?limit=100", f"?limit=20&include={names}"):
        answer = shipped.get(resource.type.path + query)

        assert answer.status == 200
        assert 0 < len(keys_of(answer)) <= MAX_KEYS
        assert len(answer.headers["surrogate-key"] + answer.headers["cache-tag"]) <= MAX_BYTES


def test_the_largest_type_makes_way() -> None:
    """What has too many ids is named by its type; what is few stays named one by one."""
    ids = {"article": ["art_1"], "section": [f"sec_{n}" for n in range(90)], "topic": ["top_1"]}

    assert name_keys(ids) == ("list-sections", "art_1", "top_1")


def test_a_304_leaves_the_keys_out(client: Client) -> None:
    """Whoever has the bytes has the names."""
    answer = client.get("/v1/topics", If_None_Match="*")

    assert answer.status == 304
    assert not {"surrogate-key", "cache-tag"} & set(answer.headers)
