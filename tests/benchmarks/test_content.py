"""The synthetic clinic is content like any other: valid, consistent, and the same in every run."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.app import create_app
from api.resources import RESOURCES
from api.store.release import open_release
from benchmarks.content import Clinic, build_release, make_documents
from benchmarks.content.history import History
from schema.article import Article
from schema.document import Document
from tests.client import Client

CLINIC = Clinic(30)
DOCUMENTS: list[Document] = [document for document, _ in make_documents(CLINIC)]
BY_ID = {document.id: document for document in DOCUMENTS}


def build(folder: Path) -> str:
    return build_release(CLINIC, folder, lambda _: None).sha256


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic")
    build(folder)
    return folder


@pytest.fixture
def synthetic(releases: Path) -> Iterator[Client]:
    release = open_release(releases)
    client = Client(create_app(release))
    yield client
    client.close()
    release.close()


def all_pages(client: Client, target: str) -> Iterator[Any]:
    following: str | None = target
    while following:
        answer = client.get(following)
        assert answer.status == 200, answer.body
        page = answer.json()
        yield page
        following = page["page"].get("next")


def test_every_build_gives_the_same_file(releases: Path, tmp_path: Path) -> None:
    """Figures of two runs are about the same content."""
    (built,) = releases.glob("*.sqlite")

    assert build(tmp_path) == built.stem


def test_documents_keep_the_rules_of_the_schema() -> None:
    """Each document is one that the compiler could have made."""
    for document in DOCUMENTS:
        assert msgspec.json.decode(msgspec.json.encode(document), type=type(document)) == document


def test_revs_name_the_content() -> None:
    """A rev covers the document without itself and its dates."""
    for document in DOCUMENTS:
        bare = msgspec.structs.replace(document, rev="", published_at="", updated_at="")
        digest = hashlib.sha256(msgspec.json.encode(bare)).hexdigest()

        assert document.rev == digest[:16]


def test_documents_are_as_many_as_planned_and_each_has_an_id() -> None:
    """The numbers of the documents are places in the ledger, so none may be missing."""
    assert len(DOCUMENTS) == len(BY_ID) == CLINIC.documents


def test_evidence_is_counted() -> None:
    """What an article says of its studies and references is what these say of themselves."""
    for article in (each for each in DOCUMENTS if isinstance(each, Article)):
        studies: Any = [BY_ID[id_] for id_ in article.study_ids]
        references: Any = [BY_ID[id_] for id_ in article.reference_ids]

        checked = Counter(each.verification.status.replace("-", "_") for each in studies)
        standing = Counter(each.status.replace("-", "_") for each in references)

        assert Counter(msgspec.structs.asdict(article.evidence.studies)) == checked
        assert Counter(msgspec.structs.asdict(article.evidence.references)) == standing


def test_the_ledger_has_every_entry_once() -> None:
    """The formula that stands for a ledger leaves no gap and uses no number twice."""
    history = History(1000)
    dates = [history.dates_of(number) for number in range(history.documents)]

    seqs = {each.first_seq for each in dates} | {each.last_seq for each in dates}

    assert seqs == set(range(1, history.length + 1))
    assert all(each.published_at <= each.updated_at for each in dates)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.type.name)
def test_everything_is_served_with_all_that_it_names(synthetic: Client, resource: Any) -> None:
    """Lists hold all documents of a type, and what they include is there too."""
    include = ",".join(relation.name for relation in resource.relations)
    pages = list(all_pages(synthetic, f"{resource.type.path}?limit=50&include={include}"))

    found = {document["id"] for page in pages for document in page["data"]}
    assert found == {each.id for each in DOCUMENTS if isinstance(each, resource.type.document)}
    for page in pages:
        included = [each for documents in page["included"].values() for each in documents]
        for document in included:
            known = BY_ID[document["id"]]
            assert (document["href"], document["rev"]) == (known.href, known.rev)


def test_a_search_finds_what_was_written(synthetic: Client) -> None:
    """The index beside the release is built from the same words, accents or not."""
    english = synthetic.get("/v1/search?q=bababax").json()
    spanish = synthetic.get("/v1/search?q=bobabon").json()

    assert english["data"]
    assert {hit["lang"] for hit in spanish["data"]} == {"es-US"}
