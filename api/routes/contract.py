"""The doors to the contract: as JSON, as a page to read, and each problem explained."""

import html
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect

from api.errors import RouteNotFound, error_classes
from api.http.answer import HTML, JSON
from api.http.problems import PAGES
from api.openapi import build_contract
from api.query.text import refuse_parameters

SWAGGER_FILES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
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
REFERENCE = PAGE.format(
    title="Acupoint: API reference",
    head='<link rel="icon" href="data:,">\n'
    '<link rel="stylesheet" href="/docs/assets/swagger-ui.css">\n',
    body='<div id="reference"><p>The reference needs JavaScript. '
    'The contract is at <a href="/openapi.json">/openapi.json</a>.</p></div>\n'
    '<script src="/docs/assets/swagger-ui-bundle.js"></script>\n'
    '<script src="/docs/assets/start.js"></script>',
)
START = """\
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
});
"""


def contract_routes() -> list[HTTPRouteHandler]:
    """Open the doors; everything behind them is made once, when the process starts."""
    contract = msgspec.json.encode(build_contract())
    assets = read_assets()
    explanations = {error.code: error for error in error_classes()}

    @get("/openapi.json", name="get contract", sync_to_thread=False)
    def read_contract(request: Request[Any, Any, Any]) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        return Response(contract, media_type=JSON)

    @get("/", name="start", sync_to_thread=False)
    def start() -> Redirect:
        return Redirect("/docs", status_code=307)

    @get("/docs", name="read reference", sync_to_thread=False)
    def read_reference() -> Response[str]:
        return _page(REFERENCE)

    @get("/docs/assets/{name:str}", name="read asset", sync_to_thread=False)
    def read_asset(name: FromPath[str]) -> Response[bytes]:
        if name not in assets:
            raise RouteNotFound(f"/docs/assets/{name}", [])
        media_type, data = assets[name]
        return Response(data, media_type=media_type)

    @get(PAGES + "{code:str}", name="explain problem", sync_to_thread=False)
    def explain(code: FromPath[str]) -> Response[str]:
        if code not in explanations:
            raise RouteNotFound(PAGES + code, [PAGES + each for each in explanations])
        error = explanations[code]
        facts = ", ".join(error.extra_fields) or "none"
        text = html.escape(error.__doc__ or "")
        body = (
            f"<h1>{html.escape(error.title)}</h1>\n<p>{text}</p>\n"
            f"<p>Code <code>{code}</code>, status {error.status}. "
            f"Members beside those of every problem: {facts}.</p>"
        )
        return _page(PAGE.format(title=code, head="", body=body))

    return [read_contract, start, read_reference, read_asset, explain]


def read_assets() -> dict[str, tuple[str, bytes]]:
    """Read the files of the reference page from the package that carries them.

    The package is found and not imported: nothing of its code runs here.
    """
    package = find_spec("swagger_ui")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("swagger_ui is missing; install requirements.txt")
    folder = Path(package.origin).parent / "static"
    files = {
        name: (media_type, (folder / name).read_bytes())
        for name, media_type in SWAGGER_FILES.items()
    }
    return files | {"start.js": ("text/javascript", START.encode())}


def _page(text: str) -> Response[str]:
    headers = {"Content-Security-Policy": POLICY}
    return Response(text, media_type=HTML, headers=headers)
