"""Match: words, topics and filters as queries of the index. No text is ever parsed as one."""

from collections.abc import Iterable, Sequence
from math import log

from tantivy import Occur, Query

from api.query.language import is_form_of
from api.search.topics import Phrase
from schema.storage.search_index import TEXT_FIELDS, SearchIndex
from schema.topic import Topic

BOOSTS = {"title": 10.0, "synonyms": 8.0, "headings": 4.0, "body": 1.0}
"""How much a word counts in each field, times its bm25 there."""

ABOUT_BOOST = 0.5
"""How much it counts to be about a topic that the words name: less than to say the words."""

ITSELF_BOOST = 2.0
"""How much it counts to be that topic, so that it comes before topics with longer names."""

MAX_COMPLETIONS = 32
"""Words in a field, the commonest first, that are ranked when a beginning is looked for."""


class Matcher:
    """Makes queries of one index."""

    def __init__(self, index: SearchIndex) -> None:
        self.searcher = index.searcher
        self._schema = index.schema

    def phrase(self, phrase: Phrase, *, ends_open: bool) -> Query:
        """Match what has all words of a phrase, or is about a topic that it names.

        Args:
            phrase: The words and the topics.
            ends_open: Whether the last word may go on.
        """
        *words, last = phrase.words
        clauses = self.beginning(last) if ends_open else self.word(last)
        if words:
            clauses = [all_of([*(any_of(self.word(word)) for word in words), any_of(clauses)])]
        return any_of([*clauses, *self.topics(phrase.topics)])

    def word(self, word: str) -> list[Query]:
        """Match a word in each field that has it."""
        fields = [each for each in TEXT_FIELDS if self.searcher.doc_freq(each, word)]
        return [self._term(each, word, BOOSTS[each]) for each in fields]

    def beginning(self, beginning: str) -> list[Query]:
        """Match words with this beginning, as if all of them were equally rare.

        By bm25 alone the rarest completion would come first, and it is the
        least likely one.
        """
        clauses: list[Query] = []
        for field in TEXT_FIELDS:
            found = self.searcher.terms_with_prefix(field, beginning, limit=MAX_COMPLETIONS)
            clauses += [
                self._term(field, word, BOOSTS[field] / self._rarity(count))
                for word, count in found
            ]
            if len(found) == MAX_COMPLETIONS:
                clauses.append(self._rest(field, beginning))
        return clauses

    def knows(self, word: str, *, ends_open: bool) -> bool:
        """Whether a word is anywhere or, if it may go on, a word that begins with it."""
        if any(self.searcher.doc_freq(field, word) for field in TEXT_FIELDS):
            return True
        return ends_open and any(
            self.searcher.terms_with_prefix(field, word, limit=1) for field in TEXT_FIELDS
        )

    def topics(self, topics: Sequence[Topic]) -> list[Query]:
        """Match topics, and what is about them or about narrower ones."""
        about = [self._term("topic", topic.id, ABOUT_BOOST) for topic in topics]
        return [*about, *(self._term("id", topic.id, ITSELF_BOOST) for topic in topics)]

    def label(self, field: str, values: Iterable[str]) -> Query:
        """Match what has one of the values; that changes no score."""
        return unscored(any_of([self._term(field, value, 1.0) for value in values]))

    def languages(self, lang: str) -> list[str]:
        """List the languages of the index that are `lang` or a form of it."""
        known = [value for value, _ in self.searcher.terms_with_prefix("lang", lang)]
        return [value for value in known if is_form_of(value, lang)]

    def _term(self, field: str, value: str, boost: float) -> Query:
        option = "freq" if field in TEXT_FIELDS else "basic"
        return Query.boost_query(Query.term_query(self._schema, field, value, option), boost)

    def _rest(self, field: str, beginning: str) -> Query:
        """Match every word with this beginning, however many there are, at the end of the list."""
        every = Query.fuzzy_term_query(self._schema, field, beginning, distance=0, prefix=True)
        return unscored(every)

    def _rarity(self, count: int) -> float:
        """Compute the part of bm25 that depends on how many documents have a word."""
        return log(1 + (self.searcher.num_docs - count + 0.5) / (count + 0.5))


def any_of(queries: Sequence[Query]) -> Query:
    """Match what one of the queries matches; the more of them, the better."""
    return Query.boolean_query([(Occur.Should, each) for each in queries])


def all_of(queries: Sequence[Query]) -> Query:
    """Match what all of the queries match."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, each) for each in queries])


def unscored(query: Query) -> Query:
    """Match the same, and add nothing to the score."""
    return Query.boost_query(query, 0.0)
