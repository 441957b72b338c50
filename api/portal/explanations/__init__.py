"""What to do about each problem, and a real example of it.

An example is made by the code that refuses requests, so it cannot say anything else.
The modules are named like those of `api.errors`.
"""

from api.errors import ApiError
from api.portal.explanations import absent, http, query
from api.portal.explanations.explanation import Explanation

EXPLANATIONS: dict[type[ApiError], Explanation] = {
    **http.EXPLANATIONS,
    **query.EXPLANATIONS,
    **absent.EXPLANATIONS,
}

__all__ = ["EXPLANATIONS", "Explanation"]
