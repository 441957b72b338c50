"""Practitioners, practices, and what they offer."""

from schema.document import Document
from schema.practitioner import Credential, Location, Practitioner
from schema.service_bundle import ServiceBundle
from schema.topic import Topic
from seed.representations.linked.terms import (
    Node,
    listed,
    node,
    property_value,
    terms_of,
    topic_node,
    write_node,
)
from seed.representations.shelf import Shelf


def write_practitioner(practitioner: Practitioner, shelf: Shelf) -> bytes:
    """Write a practitioner, with the terms of what we say about them."""
    members = practitioner_node(practitioner, shelf)
    return write_node({**members, "subjectOf": source_node(practitioner)})


def practitioner_node(practitioner: Practitioner, shelf: Shelf) -> Node:
    """Make a person or a clinic; in schema.org a Physician is a business and no person."""
    is_person = practitioner.kind == "person"
    topics = [topic_node(each) for each in shelf.all_of(Topic, practitioner.topic_ids)]
    contact = practitioner.contact
    return node(
        "Person" if is_person else "MedicalClinic",
        name=practitioner.name,
        description=told(practitioner, practitioner.summary),
        identifier=listed(
            property_value("Acupoint", practitioner.id), property_value("NPI", practitioner.npi)
        ),
        address=address_node(practitioner.location),
        telephone=contact.phone if contact else None,
        email=contact.email if contact else None,
        url=contact.url if contact else None,
        hasOccupation=occupation_node(practitioner) if is_person else None,
        knowsLanguage=practitioner.languages,
        knowsAbout=topics if is_person else None,
        availableService=None if is_person else topics,
        hasCredential=[
            credential_node(each) for each in practitioner.credentials if each.status == "active"
        ],
    )


def occupation_node(practitioner: Practitioner) -> Node | None:
    """Make what somebody works as, by the codes of NUCC's taxonomy."""
    codes = practitioner.taxonomy_codes
    return node("Occupation", occupationalCategory=codes) if codes else None


def address_node(location: Location) -> Node:
    """Make an address as far as it is known."""
    return node(
        "PostalAddress",
        streetAddress=location.street,
        addressLocality=location.city,
        addressRegion=location.region,
        postalCode=location.postal_code,
        addressCountry=location.country,
    )


def credential_node(credential: Credential) -> Node:
    """Make a licence or another credential, with who gave it and its last day."""
    return node(
        "EducationalOccupationalCredential",
        credentialCategory=credential.kind,
        recognizedBy=node("Organization", name=credential.authority),
        identifier=credential.number,
        expires=credential.valid_until,
    )


def write_bundle(bundle: ServiceBundle, shelf: Shelf) -> bytes:
    """Write a service bundle as an offer of a service, with its parts in a catalogue."""
    conditions = [
        topic_node(each)
        for each in shelf.all_of(Topic, bundle.topic_ids)
        if each.kind == "condition"
    ]
    practitioners = shelf.all_of(Practitioner, bundle.practitioner_ids)
    parts = [
        node("Offer", itemOffered=node("Service", name=each.text)) for each in bundle.components
    ]
    service = node(
        "Service",
        name=bundle.title,
        description=told(bundle, bundle.summary),
        hasOfferCatalog=node("OfferCatalog", name=bundle.title, itemListElement=parts),
        audience=node("MedicalAudience", healthCondition=conditions) if conditions else None,
        provider=[practitioner_node(each, shelf) for each in practitioners],
    )
    price = bundle.price
    offer = node(
        "Offer",
        name=bundle.title,
        identifier=bundle.id,
        itemOffered=service,
        price=price.amount if price else None,
        priceCurrency=price.currency if price else None,
    )
    return write_node({**offer, "subjectOf": source_node(bundle)})


def told(document: Document, text: str) -> str | None:
    """Give words of the clinic, if partners may show them."""
    return text if document.rights.syndicable else None


def source_node(document: Document) -> Node:
    """Make the entry that all this is taken from, with its terms."""
    return {
        **node(
            "CreativeWork",
            identifier=document.id,
            url=document.rights.canonical_url,
            datePublished=document.published_at,
            dateModified=document.updated_at,
        ),
        **terms_of(document.rights),
    }
