"""What the answer to a question must be, and whether it is."""

from typing import Any, NamedTuple

import msgspec

from tests.client import Answer, Client
from tests.http.envelopes import PageEnvelope, open_document, open_page
from tests.query.model import Model, NoSuchDocument
from tests.query.model.model import cut
from tests.query.question import PATHS, Question
from tests.query.world import World
from tests.query.world.world import text_of

MAX_INCLUDED = 2000


class Page(NamedTuple):
    """A page as it must be."""

    data: list[bytes]
    included: dict[str, list[bytes]]
    page: dict[str, Any]
    has_next: bool


class Oracle:
    """Knows a world, and answers from its model."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.model = Model(world.documents, world.former)

    def refusal(self, question: Question) -> str | None:
        """Say with which code a question is refused; None if it is answered."""
        most = self.model.most_included(question.type, question.include, question.size)
        if question.size > 1 and most > MAX_INCLUDED:
            return "too-much-asked"
        try:
            self.select(question)
        except NoSuchDocument:
            return "bad-value"
        return None

    def select(self, question: Question) -> list[Any]:
        """List all documents that a question is answered with on all its pages, in order."""
        article = question.article and self.model.find("article", question.article)
        found = self.model.select(question.type, question.filters, article)
        return self.model.sort(question.type, found, question.sort)

    def page(self, question: Question, found: list[Any], start: int) -> Page:
        """Cut a page out of all that was found."""
        data = found[start : start + question.size]
        included = self.model.include(data, question.include)
        page = {"limit": question.size} | ({"total": len(found)} if question.is_counted else {})
        return Page(
            data=[self.write(question, each["id"]) for each in data],
            included={
                plural: [self.write(question, id_) for id_ in ids]
                for plural, ids in included.items()
            },
            page=page,
            has_next=start + question.size < len(found),
        )

    def write(self, question: Question, id_: str) -> bytes:
        """Write a document as a question wants it."""
        document = self.world.documents[id_]
        body = question.body or "blocks"
        members = question.members(document["type"])
        return msgspec.json.encode(cut(document, members, body, text_of(id_, body)))

    def check(self, client: Client, question: Question, target: str | None = None) -> int:
        """Ask, compare the first page with the model, and say whether it was answered."""
        answer = client.get(target or question.target())
        code = self.refusal(question)
        if code is not None:
            assert (answer.status, answer.json()["code"]) == (400, code), answer.body
            return 0
        compare(answer, self.page(question, self.select(question), 0))
        return 1

    def check_walk(self, client: Client, question: Question) -> int:
        """Ask for all pages, compare each with the model, and count them."""
        if self.refusal(question) is not None:
            return 0
        found, start, count = self.select(question), 0, 0
        target: str | None = question.target()
        while target is not None:
            envelope = compare(client.get(target), self.page(question, found, start))
            start, count, target = start + question.size, count + 1, envelope.page.get("next")
        return count

    def check_document(self, client: Client, question: Question, id_: str) -> None:
        """Ask for one document with the members, the form and the includes of a question."""
        alone = question._replace(filters=(), sort=(), limit=None, is_counted=False)
        path = f"{PATHS[question.type]}/{id_}"
        found = open_document(client.get(alone.target().replace(alone.path, path, 1)))

        included = self.model.include([self.world.documents[id_]], question.include)

        assert bytes(found.data) == self.write(question, id_)
        assert {plural: list(map(bytes, raws)) for plural, raws in found.included.items()} == {
            plural: [self.write(question, each) for each in ids] for plural, ids in included.items()
        }


def compare(answer: Answer, expected: Page) -> PageEnvelope:
    """Compare an answer with what it must be, byte for byte where documents are concerned."""
    found = open_page(answer)
    links = {name: found.page[name] for name in ("after", "next") if name in found.page}
    assert [bytes(raw) for raw in found.data] == expected.data
    included = {plural: [bytes(raw) for raw in raws] for plural, raws in found.included.items()}
    assert list(included) == list(expected.included)
    assert included == expected.included
    assert found.page == expected.page | links
    assert bool(links) == expected.has_next
    return found
