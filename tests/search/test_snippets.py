import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.search.answer import SnippetRun
from api.search.snippets import CUT, LENGTH, make_snippet
from schema.storage.analyzer import compose, find_words
from tests.client import Client

from .conftest import Ask

PROPERTY = settings(max_examples=300, derandomize=True, deadline=None)
LETTERS = st.text(st.sampled_from("abñÑé .,\n-2ß\u0301"), max_size=400)


def snippet(text: str, *words: str) -> list[SnippetRun]:
    return make_snippet([text], set(words).__contains__)


def plain(runs: list[SnippetRun]) -> str:
    return "".join(run.text for run in runs)


def matches(runs: list[SnippetRun]) -> list[str]:
    return [run.text for run in runs if run.is_match]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", compose(text))


@given(text=LETTERS, words=st.sets(st.sampled_from(["a", "b", "ab", "n", "nn", "ss"])))
@PROPERTY
def test_a_snippet_is_a_part_of_the_text(text: str, words: set[str]) -> None:
    """Put together, and without the signs for cuts, the runs are what the document says."""
    runs = snippet(text, *words)

    middle = runs[bool(runs and runs[0].text == CUT) :]
    middle = middle[:-1] if middle and middle[-1].text == CUT else middle
    assert squeeze(plain(middle)) in squeeze(text)
    assert len(find_words(plain(runs))) <= LENGTH


@given(text=LETTERS, words=st.sets(st.sampled_from(["a", "b", "ab", "n", "nn", "ss"])))
@PROPERTY
def test_what_is_marked_is_what_was_looked_for(text: str, words: set[str]) -> None:
    """Runs that match are words of the query; there is one if the text has one."""
    runs = snippet(text, *words)

    assert {word for match in matches(runs) for word in find_words(match)} <= words
    assert bool(matches(runs)) == bool(words & set(find_words(text)))
    assert not words & set(find_words(" ".join(r.text for r in runs if not r.is_match)))


def test_the_densest_place_is_shown() -> None:
    """Different words together count more than one of them alone, early in the text."""
    text = "neck " + "x " * 50 + "neck and pain " + "y " * 50

    assert matches(snippet(text, "neck", "pain")) == ["neck", "pain"]


def test_cuts_are_marked() -> None:
    """Only where something was left out there is a sign for it, in a run of its own."""
    text = "x " * 50 + "neck" + " y" * 50

    runs = snippet(text, "neck")

    assert (runs[0], runs[-1]) == (
        SnippetRun(text=CUT, is_match=False),
        SnippetRun(text=CUT, is_match=False),
    )
    assert CUT not in plain(snippet("Only a stiff neck.", "neck"))


def test_a_match_is_shown_with_what_is_around_it() -> None:
    """There are words on both sides of what was found."""
    (_, before, match, after, _) = snippet("x " * 50 + "neck" + " y" * 50, "neck")

    assert match.text == "neck"
    assert 10 < len(before.text.split()) < 20
    assert 10 < len(after.text.split()) < 20


def test_accents_do_not_hide_a_match() -> None:
    """What was found is shown as it is written."""
    assert matches(snippet("Migraña, MIGRANA y jaqueca", "migrana")) == ["Migraña", "MIGRANA"]


def test_the_first_text_with_a_match_is_taken() -> None:
    """Body, headings, synonyms, title: and the beginning of the body if nothing matches."""
    texts = ["A body.", "A heading.", "", "A title."]

    assert plain(make_snippet(texts, {"title"}.__contains__)) == "A title."
    assert plain(make_snippet(texts, {"nothing"}.__contains__)) == "A body."
    assert make_snippet(["", " "], {"nothing"}.__contains__) == []


def test_white_space_is_squeezed() -> None:
    """Lines stay lines; nothing else of the layout is kept."""
    assert plain(snippet("- one\n\n  -  two\t three \n", "two")) == "- one\n- two three\n"


@pytest.mark.parametrize("q", ["pain", "acupuncture needles", "sesión", "irnich", "lumbago"])
def test_snippets_are_of_their_document(q: str, library: Client, ask: Ask) -> None:
    """What is shown stands in the document that the hit leads to, and is no HTML."""
    for hit in ask(q, "limit=50&types=section")["data"]:
        section: Any = library.get(f"{hit['href']}?body=text").json()["data"]
        text = squeeze(f"{section['text']} {section.get('heading', '')}")

        shown = "".join(run["text"] for run in hit["snippet"]).strip(CUT)

        assert squeeze(shown) in text
        assert {
            word for run in hit["snippet"] if run["is_match"] for word in find_words(run["text"])
        } <= set(find_words(q))
        assert all(set(run) == {"text", "is_match"} for run in hit["snippet"])


def test_a_prefix_is_shown_with_the_word_it_began(ask: Ask) -> None:
    """The whole word is marked, for the index found the whole word."""
    runs = ask("hygie", "mode=prefix")["data"][0]["snippet"]

    assert {run["text"] for run in runs if run["is_match"]} <= {"hygiene", "Hygiene"}
    assert any(run["is_match"] for run in runs)
