"""A naive model of the query language: lists of decoded documents, loops, and nothing clever.

It shares no code with `api.query` and `api.store`. What may be asked it reads
from no declaration either; a test compares its tables with those of the API.
"""

from tests.query.model.model import Model, NoSuchDocument

__all__ = ["Model", "NoSuchDocument"]
