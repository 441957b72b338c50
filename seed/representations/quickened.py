"""Styles and items whose questions to themselves are answered once.

The citation processor walks the XML of a style for every citation, and finds parents, macros,
terms and options anew each time. A style does not change while it is used, so here each element
keeps what it found; words stay what they were, to the last byte.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from citeproc import CitationItem, CitationStylesStyle
from citeproc.source import Reference, VariableError
from citeproc.source.json import CiteProcJSON

from seed.representations.marks import MarkingFormatter

FONT = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
"""What the processor formats by; without any of them a text stays as it is."""
KEPT = (
    "xpath_search",
    "get_macro",
    "get_layout",
    "get_term",
    "get_date",
    "get_option",
    "get_locale_option",
    "calls_variable",
    "is_locale_date",
)
"""Questions of an element that always have the same answer."""
CSL = "{http://purl.org/net/xbiblio/csl}"
ALTERED = f"{CSL}date-part"
"""Elements to which the processor writes attributes while it runs."""
FILLED = f"{CSL}names"
"""Elements to which it adds a child that they lack."""
WORDS = frozenset(f"{CSL}{name}" for name in ("term", "single", "multiple"))
"""Elements of locales that are only read, and of which there are hundreds."""


class KnownReference(Reference):  # type: ignore[misc]
    """A reference that is looked into without calls in between."""

    __getitem__ = __getattr__ = dict.__getitem__

    def __missing__(self, name: str) -> Any:
        """Say that there is nothing, as the processor wants it."""
        raise VariableError


class KnownItem(CitationItem):  # type: ignore[misc]
    """A citation that has its reference at hand."""

    reference: Reference = None


def quicken_source(item: dict[str, Any]) -> CiteProcJSON:
    """Read an item as a source of one reference, for any number of styles."""
    source = CiteProcJSON([item])
    for reference in source.values():
        # Attributes of these are entries of a dictionary, if they are set in the usual way.
        object.__setattr__(reference, "__class__", KnownReference)
        reference.__dict__.update(reference)
    return source


def cite_known(source: CiteProcJSON) -> KnownItem:
    """Cite the one reference of a source."""
    [(key, reference)] = source.items()
    item = KnownItem(key)
    item.__dict__["reference"] = reference
    return item


def quicken_style(style: CitationStylesStyle) -> None:
    """Let each element of a style and of its locales keep what it finds."""
    trees = [style.root, *style.root.locales]
    # Elements forget themselves unless somebody holds them.
    style.quickened = [each for tree in trees for each in tree.iter() if each.tag not in WORDS]
    for element in style.quickened:
        _keep_place(element)
        if element.tag != ALTERED:
            _keep_attributes(element)
        if element.tag != FILLED or element.name is not None:
            _keep_children(element)


def _keep_place(element: Any) -> None:
    """Keep what follows from where an element stands."""
    root = element.getroottree().getroot()
    element.get_root = lambda: root
    element.get_formatter = lambda: MarkingFormatter
    for name in KEPT:
        if hasattr(type(element), name):
            setattr(element, name, cache(getattr(element, name)))


def _keep_attributes(element: Any) -> None:
    """Keep the attributes of an element."""
    attributes = dict(element.attrib)
    class_: Any = type(element)
    element.__class__ = _with_attributes(class_)
    element.attrib = attributes
    element.get = attributes.get
    if hasattr(type(element), "format") and attributes.keys().isdisjoint(FONT):
        element.format = _leave


@cache
def _with_attributes(class_: Any) -> Any:
    """Make a class of elements that may have attributes of their own."""
    return type(class_.__name__, (class_,), {"attrib": None})


def _leave(text: Any) -> Any:
    """Leave a text as it is, and make one of a number."""
    return str(text) if isinstance(text, int | float) else text


def _keep_children(element: Any) -> None:
    """Keep the children of an element, and those that were looked for."""
    children, iterate = list(element), element.iterchildren
    for name in ("find", "findall"):
        setattr(element, name, _keep_found(getattr(element, name), element.nsmap))
    element.getchildren = lambda: children
    element.iterchildren = partial(_iterate, children, iterate)


def _iterate(
    children: list[Any], iterate: Callable[..., Iterator[Any]], *args: Any, **options: Any
) -> Iterator[Any]:
    """Go through all children, or some of them as the element itself does it."""
    return iterate(*args, **options) if args or options else iter(children)


def _keep_found(look: Callable[..., Any], spaces: dict[str, str]) -> Callable[..., Any]:
    """Keep what was found at a path; names of namespaces are the same for all elements."""
    found = cache(lambda path: look(path, spaces))
    return lambda path, _=None: found(path)
