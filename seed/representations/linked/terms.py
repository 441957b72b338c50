"""What all JSON-LD shares: the context, absent members, names, topics, terms."""

from typing import Any

import msgspec
from msgspec import UNSET

from schema.rights import Rights
from schema.topic import Topic

Node = dict[str, Any]

CONTEXT = "https://schema.org"
TERM = "https://schema.org/{}"
"""The address of a member of one of its enumerations."""
SYSTEMS = {"acupuncture": "TraditionalChinese", "chiropractic": "Chiropractic"}
"""Members of MedicineSystem, by the modality that their definition in schema.org names."""


def write_node(node: Node) -> bytes:
    """Write a node with its context."""
    return msgspec.json.encode({"@context": CONTEXT, **node})


def node(type_: str | list[str], **members: Any) -> Node:
    """Make a node; what is not known is absent, and so is a list without members.

    >>> node("Person", name="Jane Example", email=UNSET, knowsAbout=[])
    {'@type': 'Person', 'name': 'Jane Example'}
    """
    return {"@type": type_, **known(**members)}


def known(**members: Any) -> Node:
    """Keep the members of a node that are known.

    >>> known(name="Jane Example", email=UNSET)
    {'name': 'Jane Example'}
    """
    return {key: value for key, value in members.items() if value not in (UNSET, None, [], "")}


def property_value(name: str, value: Any) -> Node | None:
    """Name something as others do: by the name of a register, and the value there."""
    return node("PropertyValue", propertyID=name, value=value) if value else None


def listed(*nodes: Node | None) -> list[Node]:
    """List those nodes that there are."""
    return [each for each in nodes if each]


def topic_node(topic: Topic) -> Node:
    """Make a topic: what somebody has, or what is done about it."""
    is_condition = topic.kind == "condition"
    system = None if is_condition else SYSTEMS.get(topic.slug)
    return node(
        "MedicalCondition" if is_condition else "MedicalTherapy",
        name=topic.name,
        alternateName=topic.synonyms,
        identifier=topic.id,
        medicineSystem=TERM.format(system) if system else None,
    )


def terms_of(rights: Rights) -> Node:
    """Make the members that say under which terms a work may be shown."""
    license_ = rights.license_url or node("CreativeWork", name=rights.license)
    usage = node("CreativeWork", text=rights.disclaimer) if rights.disclaimer else UNSET
    members = {"license": license_, "creditText": rights.credit, "usageInfo": usage}
    return {key: value for key, value in members.items() if value}
