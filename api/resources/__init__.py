"""All resources, in the order in which the contract shows them."""

from api.resources.articles import ARTICLES
from api.resources.practitioners import PRACTITIONERS
from api.resources.references import REFERENCES
from api.resources.resource import Relation, Resource
from api.resources.sections import SECTIONS, SECTIONS_OF_ARTICLE
from api.resources.service_bundles import SERVICE_BUNDLES
from api.resources.studies import STUDIES
from api.resources.topics import TOPICS

RESOURCES: tuple[Resource, ...] = (
    ARTICLES,
    SECTIONS,
    STUDIES,
    REFERENCES,
    PRACTITIONERS,
    SERVICE_BUNDLES,
    TOPICS,
)

__all__ = ["RESOURCES", "SECTIONS_OF_ARTICLE", "Relation", "Resource"]
