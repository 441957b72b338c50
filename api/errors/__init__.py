"""Everything that can go wrong with a request, each with a code that is for ever.

    ApiError                       code                      status
    ├── DocumentMoved              document-moved            308
    ├── BadRequest                 bad-request               400
    │   ├── BadTarget              bad-target                400
    │   ├── BadQuery                                         400
    │   │   ├── UnknownParameter   unknown-parameter         400
    │   │   ├── RepeatedParameter  repeated-parameter        400
    │   │   ├── UnknownRelation    unknown-relation          400
    │   │   ├── UnknownField       unknown-field             400
    │   │   ├── UnknownFilter      unknown-filter            400
    │   │   ├── UnknownOperator    unknown-operator          400
    │   │   ├── UnsortableField    unsortable-field          400
    │   │   ├── BadValue           bad-value                 400
    │   │   ├── BadCursor          bad-cursor                400
    │   │   └── TooMuchAsked       too-much-asked            400
    ├── RouteNotFound              route-not-found           404
    ├── DocumentNotFound           document-not-found        404
    ├── UnknownForm                unknown-form              404
    ├── MethodNotAllowed           method-not-allowed        405
    ├── NotAcceptable              not-acceptable            406
    │   └── CodingNotAcceptable    coding-not-acceptable     406
    ├── RequestTimeout             request-timeout           408
    ├── DocumentWithdrawn          document-withdrawn        410
    ├── CursorExpired              cursor-expired            410
    ├── PreconditionFailed         precondition-failed       412
    ├── UriTooLong                 uri-too-long              414
    ├── TooManyConnections         too-many-connections      429
    ├── HeaderTooLarge             header-too-large          431
    ├── InternalError              internal-error            500
    ├── ServiceBusy                service-busy              503
    └── StoreUnavailable           store-unavailable         503

A class states code, status and title; its constructor takes the facts. `detail`
is a sentence that a person can act on, `extras` the same facts for programs,
`headers` what HTTP wants beside them.
"""

from api.errors.error import ApiError, error_classes, hint, shorten
from api.errors.http import (
    BadRequest,
    BadTarget,
    CodingNotAcceptable,
    CursorExpired,
    DocumentMoved,
    DocumentNotFound,
    DocumentWithdrawn,
    HeaderTooLarge,
    InternalError,
    MethodNotAllowed,
    NotAcceptable,
    PreconditionFailed,
    RequestTimeout,
    RouteNotFound,
    ServiceBusy,
    StoreUnavailable,
    TooManyConnections,
    UnknownForm,
    UriTooLong,
)
from api.errors.query import (
    BadCursor,
    BadQuery,
    BadValue,
    RepeatedParameter,
    TooMuchAsked,
    UnknownField,
    UnknownFilter,
    UnknownOperator,
    UnknownParameter,
    UnknownRelation,
    UnsortableField,
)

__all__ = [
    "ApiError",
    "BadCursor",
    "BadQuery",
    "BadRequest",
    "BadTarget",
    "BadValue",
    "CodingNotAcceptable",
    "CursorExpired",
    "DocumentMoved",
    "DocumentNotFound",
    "DocumentWithdrawn",
    "HeaderTooLarge",
    "InternalError",
    "MethodNotAllowed",
    "NotAcceptable",
    "PreconditionFailed",
    "RepeatedParameter",
    "RequestTimeout",
    "RouteNotFound",
    "ServiceBusy",
    "StoreUnavailable",
    "TooManyConnections",
    "TooMuchAsked",
    "UnknownField",
    "UnknownFilter",
    "UnknownForm",
    "UnknownOperator",
    "UnknownParameter",
    "UnknownRelation",
    "UnsortableField",
    "UriTooLong",
    "error_classes",
    "hint",
    "shorten",
]
