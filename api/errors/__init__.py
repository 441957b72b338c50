"""Everything that can go wrong with a request, each with a code that is for ever.

    ApiError                       code                      status
    ├── DocumentMoved              document-moved            308
    ├── BadRequest                 bad-request               400
    │   ├── BadTarget              bad-target                400
    │   ├── BadBody                bad-body                  400
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
    ├── LanguageNotFound           language-not-found        404
    ├── SnapshotNotFound           snapshot-not-found        404
    ├── MethodNotAllowed           method-not-allowed        405
    ├── NotAcceptable              not-acceptable            406
    │   └── CodingNotAcceptable    coding-not-acceptable     406
    ├── RequestTimeout             request-timeout           408
    ├── DocumentWithdrawn          document-withdrawn        410
    ├── CursorExpired              cursor-expired            410
    ├── PreconditionFailed         precondition-failed       412
    ├── BodyTooLarge               body-too-large            413
    ├── UriTooLong                 uri-too-long              414
    ├── UnsupportedMedia           unsupported-media-type    415
    │   └── UnsupportedCoding      unsupported-content-coding 415
    ├── RangeNotSatisfiable        range-not-satisfiable     416
    ├── TooManyConnections         too-many-connections      429
    ├── HeaderTooLarge             header-too-large          431
    ├── InternalError              internal-error            500
    ├── FormatNotImplemented       format-not-implemented    501
    ├── ServiceBusy                service-busy              503
    └── StoreUnavailable           store-unavailable         503

A class states code, status and title; its constructor takes the facts. `detail`
is a sentence that a person can act on, `extras` the same facts for programs,
`headers` what HTTP wants beside them.
"""

from api.errors.absent import (
    CursorExpired,
    DocumentMoved,
    DocumentNotFound,
    DocumentWithdrawn,
    LanguageNotFound,
    RouteNotFound,
    SnapshotNotFound,
    UnknownForm,
)
from api.errors.error import ApiError, error_classes, hint, shorten
from api.errors.http import (
    BadBody,
    BadRequest,
    BadTarget,
    BodyTooLarge,
    CodingNotAcceptable,
    HeaderTooLarge,
    InternalError,
    MethodNotAllowed,
    NotAcceptable,
    PreconditionFailed,
    RangeNotSatisfiable,
    RequestTimeout,
    ServiceBusy,
    StoreUnavailable,
    TooManyConnections,
    UnsupportedCoding,
    UnsupportedMedia,
    UriTooLong,
)
from api.errors.query import (
    BadCursor,
    BadQuery,
    BadValue,
    FormatNotImplemented,
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
    "BadBody",
    "BadCursor",
    "BadQuery",
    "BadRequest",
    "BadTarget",
    "BadValue",
    "BodyTooLarge",
    "CodingNotAcceptable",
    "CursorExpired",
    "DocumentMoved",
    "DocumentNotFound",
    "DocumentWithdrawn",
    "FormatNotImplemented",
    "HeaderTooLarge",
    "InternalError",
    "LanguageNotFound",
    "MethodNotAllowed",
    "NotAcceptable",
    "PreconditionFailed",
    "RangeNotSatisfiable",
    "RepeatedParameter",
    "RequestTimeout",
    "RouteNotFound",
    "ServiceBusy",
    "SnapshotNotFound",
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
    "UnsupportedCoding",
    "UnsupportedMedia",
    "UriTooLong",
    "error_classes",
    "hint",
    "shorten",
]
