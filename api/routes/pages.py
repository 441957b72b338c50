"""The pages to read, and the files they load. All are made once, when the process starts."""

import hashlib
import html
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from api.errors import ApiError
from api.http.coding import Constant

ASSETS_PATH = "/docs/assets/"
SWAGGER_FILES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
HASH_DIGITS = 12
"""Of the SHA-256 in the name of an asset: who has a name, has the bytes for ever."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{head}</head>
<body>
{body}
</body>
</html>
"""
START = """\
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
});
"""


class Asset(NamedTuple):
    """A file of the reference page."""

    media_type: str
    content: Constant


def read_assets() -> dict[str, Asset]:
    """Read the files of the reference page from the package that carries them, by hashed name.

    The package is found and not imported: nothing of its code runs here.
    """
    package = find_spec("swagger_ui")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("swagger_ui is missing; install requirements.txt")
    folder = Path(package.origin).parent / "static"
    files = {name: (folder / name).read_bytes() for name in SWAGGER_FILES}
    types = SWAGGER_FILES | {"start.js": "text/javascript"}
    return {
        hash_name(name, data): Asset(types[name], Constant(data))
        for name, data in (files | {"start.js": START.encode()}).items()
    }


def hash_name(name: str, data: bytes) -> str:
    """Put the hash of a file into its name.

    >>> hash_name("start.js", b"")
    'start.e3b0c44298fc.js'
    """
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:HASH_DIGITS]}.{suffix}"


def write_reference(asset_names: list[str]) -> Constant:
    """Write the page of the API reference; scripts run in the order of their names here."""
    scripts = [name for name in asset_names if name.endswith(".js")]
    styles = [name for name in asset_names if name.endswith(".css")]
    icon = '<link rel="icon" href="data:,">\n'
    head = "".join(f'<link rel="stylesheet" href="{ASSETS_PATH}{name}">\n' for name in styles)
    body = "\n".join(f'<script src="{ASSETS_PATH}{name}"></script>' for name in scripts)
    note = (
        '<div id="reference"><p>The reference needs JavaScript. '
        'The contract is at <a href="/openapi.json">/openapi.json</a>.</p></div>\n'
    )
    page = PAGE.format(title="Acupoint: API reference", head=icon + head, body=note + body)
    return Constant(page.encode())


def explain(error: type[ApiError]) -> Constant:
    """Write the page that a problem's `type` leads to."""
    facts = ", ".join(error.extra_fields) or "none"
    body = (
        f"<h1>{html.escape(error.title)}</h1>\n<p>{html.escape(error.__doc__ or '')}</p>\n"
        f"<p>Code <code>{error.code}</code>, status {error.status}. "
        f"Members beside those of every problem: {facts}.</p>"
    )
    return Constant(PAGE.format(title=error.code, head="", body=body).encode())
