"""Tables that a narrow screen can scroll, and lists of names with what they are."""

from collections.abc import Iterable, Sequence

from api.portal.markup import Child, Html, element


def table(label: str, heads: Sequence[str], rows: Iterable[Sequence[Child]]) -> Html:
    """Write a table; the first cell of a row names it."""
    head = element("tr", *(element("th", each, scope="col") for each in heads))
    body = (
        element("tr", element("th", first, scope="row"), *(element("td", each) for each in rest))
        for first, *rest in rows
    )
    written = element("table", element("thead", head), element("tbody", *body))
    return element("div", written, class_="scroll", tabindex="0", role="region", aria_label=label)


def definitions(entries: Iterable[tuple[Child, Sequence[Child]]]) -> Html:
    """Write a list of names, each with what is to be known of it."""
    rows = (element("div", element("dt", name), element("dd", *parts)) for name, parts in entries)
    return element("dl", *rows, class_="members")


def name(text: str, *notes: str) -> Html:
    """Write a name of the contract, and in a word or two what kind of one it is."""
    marks = (element("span", note, class_="note") for note in notes)
    return Html(element("code", text) + "".join(marks))
