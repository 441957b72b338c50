"""JSON-LD, read by a processor that is not ours, against the real vocabulary of schema.org."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.resources import RESOURCES
from schema.form import JSON_LD
from tests.client import Client
from tests.conftest import edit
from tests.content.representations.vocabulary import (
    BASE,
    expand,
    find_faults,
    read_vocabulary,
)

from .conftest import Editor

LINKED = [resource for resource in RESOURCES if JSON_LD in resource.forms]
EACH = pytest.mark.parametrize("resource", LINKED, ids=[each.type.name for each in LINKED])
MIGRAINE = "https://clinic.example/articles/migraine"


def read_all(client: Client, resource: Any) -> Iterator[Any]:
    """Read every document of a resource as JSON-LD."""
    for each in client.get(f"{resource.type.path}?limit=100").json()["data"]:
        yield client.get(f"{each['href']}.jsonld").json()


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (key for key in value if not key.startswith("@"))
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for each in children:
            yield from keys_in(each)


@EACH
def test_every_term_is_one_of_schema_org(resource: Any, client: Client, shipped: Client) -> None:
    """Types exist, have the properties that we give them, and these hold what they may hold."""
    nodes = [*read_all(client, resource), *read_all(shipped, resource)]

    faults = {fault for node in nodes for fault in find_faults(expand(node), read_vocabulary())}

    assert nodes
    assert faults == set()


@EACH
def test_no_term_gets_lost(resource: Any, client: Client) -> None:
    """A processor keeps what we wrote: it drops terms that the context has not."""
    for node in read_all(client, resource):
        assert set(keys_in(node)) - {"@context"} == {
            key.removeprefix(BASE) for key in keys_in(expand(node))
        }


def test_faults_are_found() -> None:
    """The check sees a type, a property and a value that there are not."""
    node = {
        "@context": "https://schema.org",
        "@type": "Article",
        "author": {"@type": "Person", "headline": "x"},
        "citation": {"@type": "Person"},
        "lastReviewed": "2026-01-01",
    }

    faults = sorted(find_faults(expand(node), read_vocabulary()))

    assert [each.partition(" ")[0] for each in faults] == ["/author:", "/citation:", ":"]


def test_an_article_says_what_it_is_and_rests_on(client: Client) -> None:
    """A page that was reviewed, about topics, with citations, parts and terms."""
    node = client.get("/v1/articles/migraine.jsonld").json()

    assert node["@type"] == ["MedicalWebPage", "Article"]
    assert node["@id"] == node["url"] == MIGRAINE
    assert (node["lastReviewed"], node["reviewedBy"]["name"]) == ("2026-01-01", "Jane Example")
    assert [each["name"] for each in node["about"]] == ["Migraine", "Needling"]
    assert node["isPartOf"]["url"] == "https://clinic.example"
    assert node["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert node["creditText"] == "Test Clinic"
    assert [each["inLanguage"] for each in node["workTranslation"]] == ["es-US"]
    assert [each["@type"] for each in node["mentions"]] == ["MedicalTrial", "MedicalStudy"]


def test_parts_cite_what_the_article_cites(client: Client) -> None:
    """What a part names as its source is described once, in the article."""
    node = client.get("/v1/articles/migraine.jsonld").json()

    described = {each["@id"] for each in node["citation"]}
    cited = {each["@id"] for part in node["hasPart"] for each in part.get("citation", ())}

    assert cited == described
    assert described == {f"{MIGRAINE}#ref_aaaaaaaaa{number}" for number in (1, 3, 4)}


def test_parts_name_their_health_aspect(client: Client) -> None:
    """The aspect of a section is schema.org's own term."""
    node = client.get("/v1/articles/migraine.jsonld").json()

    aspects = [each.get("hasHealthAspect") for each in node["hasPart"]]

    names = ["Symptoms", "SeeDoctor", "Treatments"]
    assert aspects == [None, *(f"https://schema.org/{name}HealthAspect" for name in names)]


def test_people_and_practices_are_told_apart(client: Client) -> None:
    """A person is no business, and a practice no person."""
    person, practice = (
        client.get(f"/v1/practitioners/{slug}.jsonld").json()
        for slug in ("jane-example", "example-practice")
    )

    assert (person["@type"], practice["@type"]) == ("Person", "MedicalClinic")
    assert {"@type": "PropertyValue", "propertyID": "NPI", "value": "1234567893"} in person[
        "identifier"
    ]
    assert person["hasCredential"][0]["expires"] == "2027-12-31"
    assert person["hasOccupation"]["occupationalCategory"] == ["171100000X"]


def test_a_bundle_is_an_offer_of_a_service(client: Client) -> None:
    """What belongs to it is a catalogue; a price is there because it is stated."""
    node = client.get("/v1/service-bundles/quiet-week.jsonld").json()

    service = node["itemOffered"]
    parts = [each["itemOffered"]["name"] for each in service["hasOfferCatalog"]["itemListElement"]]
    assert (node["@type"], service["@type"]) == ("Offer", "Service")
    assert parts == ["Needling", "Rest"]
    assert (node["price"], node["priceCurrency"]) == ("10.00", "USD")
    assert [each["@type"] for each in service["provider"]] == ["Person", "MedicalClinic"]


def test_a_trial_says_how_it_was_done_and_what_was_found(client: Client) -> None:
    """Its design, its place and its subject are members; results have none, and are told."""
    node = client.get("/v1/studies/able-trial.jsonld").json()

    assert node["@type"] == "MedicalTrial"
    assert node["trialDesign"] == ["https://schema.org/RandomizedTrial"]
    assert node["code"] == {"@type": "MedicalCode", "codeValue": "D016449", "codingSystem": "MeSH"}
    assert node["studyLocation"] == {"@type": "AdministrativeArea", "name": "Testland"}
    assert [each["name"] for each in node["healthCondition"]] == ["Migraine"]
    assert [each["name"] for each in node["studySubject"]] == ["Needling"]
    assert node["description"] == "Migraine; Needling compared with rest; Fewer attacks; n = 120"


def test_a_study_says_on_what_it_rests_and_whether_that_stands(client: Client) -> None:
    """The entry says how far it was checked and its terms; each text on the study its standing."""
    node = client.get("/v1/studies/baker-trial.jsonld").json()

    entry, *texts = node["subjectOf"]
    assert (node["@type"], node["status"]) == ("MedicalStudy", "Source: Retracted")
    assert entry["creativeWorkStatus"]["termCode"] == "disputed"
    assert entry["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert entry["creditText"] == "Test Clinic"
    assert [each["name"] for each in texts] == ["A trial that was taken back", "Somebody"]
    assert [each.get("creativeWorkStatus") for each in texts] == ["Retracted", None]


def test_an_article_says_whether_its_studies_stand(client: Client) -> None:
    """Whoever reads the article alone sees what was checked, and what was taken back."""
    node = client.get("/v1/articles/migraine.jsonld").json()

    able, baker = node["mentions"]
    checks = [each["subjectOf"]["creativeWorkStatus"]["termCode"] for each in (able, baker)]
    assert checks == ["checked", "disputed"]
    assert "status" not in able
    assert baker["status"] == "Source: Retracted"


@pytest.mark.parametrize(
    ("design", "comparator", "type_", "term"),
    [
        ("randomized-controlled-trial", "placebo", "MedicalTrial", "PlaceboControlledTrial"),
        ("pragmatic-trial", "placebo", "MedicalTrial", "PlaceboControlledTrial"),
        ("non-randomized-trial", "active", "MedicalTrial", None),
        ("cohort-study", "placebo", "MedicalObservationalStudy", "CohortStudy"),
        ("case-control-study", "active", "MedicalObservationalStudy", "Observational"),
        ("meta-analysis", "active", "MedicalStudy", None),
    ],
)
def test_a_design_is_named_as_far_as_there_are_terms(
    design: str, comparator: str, type_: str, term: str | None, rebuilt: Callable[[Editor], Client]
) -> None:
    """Trials, studies that observe, and reviews are told apart, and no term is made up."""

    def change(content: Path) -> None:
        study = content / "studies" / "able-trial.yaml"
        edit(study, "randomized-controlled-trial", design)
        edit(study, "kind: active", f"kind: {comparator}")

    node = rebuilt(change).get("/v1/studies/able-trial.jsonld").json()

    designs = [*node.get("trialDesign", ()), *filter(None, [node.get("studyDesign")])]
    assert node["@type"] == type_
    assert (designs[-1] if designs else None) == (BASE + term if term else None)
    assert list(find_faults(expand(node), read_vocabulary())) == []


def test_a_topic_is_a_condition_or_a_therapy(client: Client, shipped: Client) -> None:
    """What schema.org has a system of medicine for is a part of that."""
    condition = client.get("/v1/topics/migraine.jsonld").json()
    therapies = [
        shipped.get(f"/v1/topics/{slug}.jsonld").json()
        for slug in ("acupuncture", "chiropractic", "massage")
    ]

    assert (condition["@type"], condition["alternateName"]) == (
        "MedicalCondition",
        ["sick headache"],
    )
    assert condition["description"] == "Head pain that comes in attacks."
    assert condition["subjectOf"]["creditText"] == "Test Clinic"
    assert {each["@type"] for each in therapies} == {"MedicalTherapy"}
    systems = [each.get("medicineSystem") for each in therapies]
    assert systems == [f"{BASE}TraditionalChinese", f"{BASE}Chiropractic", None]


def test_what_partners_may_not_show_is_not_there(shipped: Client) -> None:
    """The clinic has not decided: its texts are in no JSON-LD, their terms are."""
    for resource in LINKED:
        for node in read_all(shipped, resource):
            assert {"text", "articleBody", "description"}.isdisjoint(keys_in(node))
            [work, *_] = [node] if "license" in node else listed(node["subjectOf"])
            assert work["license"] == {"@type": "CreativeWork", "name": "all-rights-reserved"}
