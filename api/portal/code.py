"""Code on a page: blocks to copy, requests to run, and tabs that need no script."""

import re
from collections.abc import Mapping
from urllib.parse import quote

import msgspec

from api.portal.markup import Html, element, join, link

ORIGIN = "http://localhost:8000"
"""Stands for this server in examples; a script puts the address of the page in its place."""

TOKEN = re.compile(
    r"""(?P<comment>(?:^|(?<=\s))(?:\#|//)\s.*$)"""
    r"""|(?P<key>"(?:[^"\\\n]|\\.)*"(?=:\s))"""
    r"""|(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`\n]*`)"""
    r"""|(?P<origin>http://localhost:8000)""",
    re.MULTILINE,
)


def code_block(text: str, label: str, *, is_wrapped: bool = False) -> Html:
    """Show code with a button that copies it; a long line scrolls, or wraps."""
    pre = element(
        "pre",
        element("code", tint(text)),
        tabindex="0",
        role="region",
        aria_label=label,
        class_="wrapped" if is_wrapped else None,
    )
    button = element("button", "Copy", type="button", hidden=True, data_copy=True)
    return element("div", pre, button, class_="code")


def tint(text: str) -> Html:
    """Mark comments and strings, and the address that stands for this server.

    >>> tint('x = "<a>"  # why')
    'x = <span class="string">&quot;&lt;a&gt;&quot;</span>  <span class="comment"># why</span>'
    """
    parts: list[str] = []
    end = 0
    for match in TOKEN.finditer(text):
        parts += [text[end : match.start()], _mark(match.lastgroup or "", match[0])]
        end = match.end()
    return join(*parts, text[end:])


def _mark(kind: str, text: str) -> Html:
    if kind == "origin":
        return element("span", text, data_origin=True)
    if ORIGIN in text:
        before, _, after = text.partition(ORIGIN)
        inner = join(before, element("span", ORIGIN, data_origin=True), after)
        return element("span", inner, class_=kind)
    return element("span", text, class_=kind)


def show_json(data: bytes) -> str:
    """Lay JSON out for reading."""
    return msgspec.json.format(data, indent=2).decode()


def run_links(target: str, describe: str) -> Html:
    """Offer to run a GET on this server: a link, and a button that shows the answer in place."""
    href = quote(target, safe="/?&=,.:-_~")
    return element(
        "p",
        link(href, "Run it on this server", class_="run"),
        element(
            "button",
            "Show the answer here",
            type="button",
            hidden=True,
            data_run=href,
            data_what=describe,
            aria_expanded="false",
            aria_label=f"Show the answer here: {describe}",
        ),
        class_="runs",
    )


def tabs(name: str, legend: str, panels: Mapping[str, Html]) -> Html:
    """Show one of several panels. These are radio buttons: they work with a keyboard as they are.

    The style sheet shows the panel behind the button that is on; without it, all are there to read.
    """
    parts: list[Html] = []
    for place, label in enumerate(panels):
        id_ = f"{name}-{place}"
        on = element("input", type="radio", name=name, id=id_, checked=place == 0)
        parts += [on, element("label", label, for_=id_)]
    shown = [
        element("div", element("h3", label), panel, class_="panel")
        for label, panel in panels.items()
    ]
    return element("fieldset", element("legend", legend), *parts, *shown, class_="tabs")
