import pytest

from .clinic import Clinic

TOPICS = "topics.yaml"
STUDY = "studies/german-trial.yaml"
JANE = "practitioners/jane-example.yaml"
BUNDLE = "service-bundles/neck-relief.yaml"
ARTICLE = "articles/neck-care.md"


@pytest.mark.parametrize(
    ("path", "line", "old", "new"),
    [
        (ARTICLE, 8, "topics: [neck-pain, ", "topics: [neckpain, "),
        (STUDY, 8, "conditions: [neck-pain]", "conditions: [neckpain]"),
        (STUDY, 10, "modality: acupuncture", "modality: neckpain"),
        (JANE, 7, "[acupuncture, massage]", "[acupuncture, neckpain]"),
        (JANE, 14, "modality: acupuncture", "modality: neckpain"),
        (BUNDLE, 8, "modality: massage", "modality: neckpain"),
        (BUNDLE, 9, "[neck-pain]", "[neckpain]"),
        (TOPICS, 12, "broader: neck-pain", "broader: neckpain"),
    ],
)
def test_a_topic_that_is_named_exists(
    clinic: Clinic, path: str, line: int, old: str, new: str
) -> None:
    """Every topic that a source names is an entry of topics.yaml."""
    clinic.replace(path, old, new)

    found = clinic.find("TOP001")

    sentence = 'There is no topic "neckpain". Did you mean "neck-pain"?'
    assert found == [f"{path}:{line}: TOP001 {sentence}"]


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence"),
    [
        (STUDY, "[neck-pain]", "[massage]", 'Topic "massage" is a modality. Name a condition.'),
        (
            STUDY,
            "modality: acupuncture",
            "modality: neck-pain",
            'Topic "neck-pain" is a condition. Name a modality.',
        ),
        (BUNDLE, "[neck-pain]", "[massage]", 'Topic "massage" is a modality. Name a condition.'),
        (
            JANE,
            "[acupuncture, massage]",
            "[acupuncture, neck-pain]",
            'Topic "neck-pain" is a condition. Name a modality.',
        ),
        (
            TOPICS,
            "broader: neck-pain",
            "broader: massage",
            'Topic "massage" is a modality. Name a condition.',
        ),
    ],
)
def test_a_topic_is_of_the_right_kind(
    clinic: Clinic, path: str, old: str, new: str, sentence: str
) -> None:
    """Conditions are not given and modalities not suffered from; articles name both."""
    clinic.replace(path, old, new)

    [found] = clinic.find("TOP001")

    assert found.endswith(f"TOP001 {sentence}")


def test_a_topic_that_is_named_is_published(clinic: Clinic) -> None:
    """A draft of a topic is not there yet for published sources, and names none itself."""
    clinic.replace(TOPICS, "Stiff neck", "Stiff neck\n    status: draft")
    clinic.replace(TOPICS, "broader: neck-pain", "broader: nothing")
    clinic.replace(ARTICLE, "[neck-pain, ", "[stiff-neck, ")

    found = clinic.find("TOP001")

    sentence = 'The topic "stiff-neck" is a draft. Name a published one.'
    assert found == [f"{ARTICLE}:8: TOP001 {sentence}"]


def test_topics_are_not_parts_of_each_other(clinic: Clinic) -> None:
    """A loop is reported once."""
    clinic.replace(TOPICS, "Pain in the neck.", "Pain in the neck.\n    broader: stiff-neck")

    found = clinic.find("TOP001")

    sentence = '"neck-pain" and "stiff-neck" are parts of each other. Break the loop.'
    assert found == [f"{TOPICS}:7: TOP001 {sentence}"]


def test_a_topic_is_not_a_part_of_itself(clinic: Clinic) -> None:
    """A topic that names itself is a loop; one that leads into a loop is not in it."""
    clinic.replace(TOPICS, "Pain in the neck.", "Pain in the neck.\n    broader: neck-pain")

    found = clinic.find("TOP001")

    assert found == [f'{TOPICS}:7: TOP001 "neck-pain" is a part of itself. Break the loop.']
