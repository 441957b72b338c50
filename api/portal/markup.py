"""Markup: elements whose text is escaped, because there is no other way to put text into one."""

from html import escape


class Html(str):
    """Markup. Whatever else is put into an element is text."""

    __slots__ = ()


Child = str | int | None
Attribute = str | int | bool | None

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


def element(tag: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Write an element. `class_` is class, `data_run` is data-run; True stands bare, None goes.

    >>> element("a", "R&D", href="/x?a=1&b=2", class_="far", hidden=True, id=None)
    '<a href="/x?a=1&amp;b=2" class="far" hidden>R&amp;D</a>'
    """
    opening = f"<{tag}{''.join(map(_attribute, attributes, attributes.values()))}>"
    return Html(opening if tag in VOID else f"{opening}{join(*children)}</{tag}>")


def join(*children: Child, by: str = "") -> Html:
    """Put markup and text next to each other; None is nothing.

    >>> join("a < b", element("br"), None)
    'a &lt; b<br>'
    """
    present = (child for child in children if child is not None)
    return Html(by.join(each if isinstance(each, Html) else escape(str(each)) for each in present))


def prose(text: str) -> Html:
    """Write a sentence in which names stand between backticks.

    >>> prose("See `page.total` & more.")
    'See <code>page.total</code> &amp; more.'
    """
    parts = " ".join(text.split()).split("`")
    return join(*(element("code", each) if n % 2 else each for n, each in enumerate(parts)))


def link(href: str, /, *children: Child, **attributes: Attribute) -> Html:
    """Write a link."""
    return element("a", *children, href=href, **attributes)


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{escape(str(value))}"'
