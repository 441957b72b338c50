"""The start page: what this is, for whom, the first request, and where to read on."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from api.http.exchange import Exchange
from api.http.index import Index, IndexEntry
from api.http.parts import join_parts
from api.http.respond import respond_page
from api.loaded import Loaded
from api.portal import page
from api.portal.code import code_block, show_json, tabs
from api.portal.index import make_index
from api.portal.markup import Child, Html, element, join, link, prose
from api.portal.samples import ENCODED, FIRST, SAMPLES
from api.portal.tables import table
from api.resources.studies import STUDIES
from api.store.read import read_page

ABOUT = (
    "Articles, studies, references, practitioners, service bundles and topics of a clinic, as "
    "typed JSON. Every citation in a text leads, in data, to a reference and, where there is one, "
    "to a study. So a retraction or a missed review cannot hide."
)


class Card(msgspec.Struct, frozen=True):
    """A few words about something, and where more is said."""

    title: str
    text: str
    href: str
    more: str = ""


AUDIENCES = (
    Card(
        "Mobile developers",
        "Clients are generated from a contract without nullable references or unnamed unions. Text "
        "comes as typed blocks, and what has not changed costs a 304.",
        page.CONTRACT,
        "Read the contract",
    ),
    Card(
        "Partner directories",
        "Hold a copy that stays fresh and proves that it is right. See on which evidence each "
        "statement rests, under which terms it may be shown, and what was withdrawn, and why.",
        page.PARTNERS,
        "Begin a copy",
    ),
    Card(
        "The clinic's frontend",
        "One request brings a whole page: an article with its sections, references and studies, "
        "each once. Never a draft, because the file that is served holds none.",
        f"{page.QUERY}#related-documents",
        "Include related documents",
    ),
)
FURTHER = (
    Card("Reference", "Every operation, with a form to try it on this server.", page.REFERENCE),
    Card("Query guide", "Filters, order, pages and related documents, by example.", page.QUERY),
    Card("Languages", "How to ask for one, and what falls back to which.", page.LANGUAGES),
    Card("Feeds", "How to follow what changes, and what partners may show.", page.FEEDS),
    Card("Caching", "How long to keep answers, and when to let them go.", page.CACHING),
    Card("Error catalogue", "What each problem means and what to do about it.", page.ERRORS),
    Card("Changelog", "What was added to the contract, and what will not change.", page.CHANGELOG),
    Card("Contract", "The OpenAPI 3.1 document that clients are generated from.", page.CONTRACT),
)


def render_start(loaded: Loaded) -> bytes:
    """Write the start page; the answers on it are those of this release."""
    index = make_index(loaded)
    return page.render_page(
        page.START,
        "Acupoint",
        "A headless content API for evidence-based care.",
        _opening(index),
        _section("audiences", "For whom", _cards(AUDIENCES, "audiences")),
        _first_request(loaded),
        _content(index),
        _section("further", "Read on", _cards(FURTHER, "further")),
    )


def _opening(index: Index) -> Html:
    day = datetime.fromisoformat(index.release.created_at)
    facts = {
        "Documents": str(sum(each.count for each in index.resources)),
        "Release": str(index.release.number),
        "Content of": f"{day.day} {day:%B %Y}",
        "Contract": index.version,
    }
    listed = (
        element("div", element("dt", name), element("dd", value)) for name, value in facts.items()
    )
    return element(
        "div",
        element("h1", "A content API for ", element("em", "evidence-based"), " care"),
        element("p", ABOUT, class_="lead"),
        element("dl", *listed, class_="facts"),
        class_="opening",
    )


def _cards(cards: Iterable[Card], kind: str) -> Html:
    """List cards; the title is the link, unless there are words for it."""
    items = (
        element(
            "li",
            element("h3", card.title if card.more else link(card.href, card.title)),
            element("p", card.text),
            element("p", link(card.href, card.more)) if card.more else None,
        )
        for card in cards
    )
    return element("ul", *items, class_=kind)


def _first_request(loaded: Loaded) -> Html:
    body = read_first_answer(loaded)
    answers = dict.fromkeys(SAMPLES, "\n".join(read_lines(body))) | {"curl": show_json(body)}
    panels = {
        language: join(
            code_block(text, f"First request in {language}", is_wrapped=language == "curl"),
            element("p", "Answer" if language == "curl" else "Prints", class_="then"),
            code_block(answers[language], f"Answer in {language}"),
        )
        for language, text in SAMPLES.items()
    }
    return _section(
        "first-request",
        "Your first request",
        element(
            "p",
            "The two newest studies, each with title and design. No key is needed, and the answers "
            "shown are those of this server.",
        ),
        tabs("language", "Language", panels),
        element("p", link(ENCODED, "Run it on this server", class_="run")),
    )


def read_first_answer(loaded: Loaded) -> bytes:
    """Answer the first request as the door to studies does."""
    found = read_page(loaded.listing, STUDIES, FIRST)
    return join_parts(respond_page(Exchange(loaded), found, FIRST, STUDIES, STUDIES.type.path).body)


def read_lines(body: bytes) -> list[str]:
    """Say what the programs print that make the first request."""
    return [f"{each['title']} ({each['design']})" for each in msgspec.json.decode(body)["data"]]


def _content(index: Index) -> Html:
    heads = ("Resource", "What they are", "Count")
    search = f"{index.search}?q=pain"
    return _section(
        "resources",
        "What is here",
        table("Resources", heads, map(_resource, index.resources)),
        element("p", "Or search everything: ", link(search, element("code", search)), "."),
    )


def _resource(entry: IndexEntry) -> tuple[Child, ...]:
    title = entry.name.replace("_", " ")
    reference = link(
        f"{page.PLAIN_REFERENCE}#{entry.name}", "Reference", aria_label=f"Reference of {title}"
    )
    description = join(prose(entry.description), " ", reference)
    return link(entry.href, title.capitalize()), description, entry.count


def _section(id_: str, title: str, *content: Html) -> Html:
    heading = element("h2", title, id=id_)
    return element("section", heading, *content, aria_labelledby=id_)
