"""Small random worlds of documents, laid into real releases.

from tests.query.world import World, make_world
"""

from tests.query.world.content import make_documents
from tests.query.world.edition import next_edition
from tests.query.world.world import World, make_world

__all__ = ["World", "make_documents", "make_world", "next_edition"]
