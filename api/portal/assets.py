"""Styles and scripts. A name holds the hash of its bytes, so that it can be kept for ever."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

ASSETS = "/docs/assets/"
OWN = Path(__file__).parent / "static"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
OF_SWAGGER = ("swagger-ui-bundle.js", "swagger-ui.css")


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """A file that pages load."""

    path: str
    media_type: str
    data: bytes


@cache
def read_assets() -> dict[str, Asset]:
    """Read all files, by their plain names, once."""
    swagger = _find_swagger()
    files = [*sorted(OWN.iterdir()), *(swagger / name for name in OF_SWAGGER)]
    return {file.name: _read(file) for file in files}


def path_of(name: str) -> str:
    """Say where a file is served."""
    return read_assets()[name].path


def _read(file: Path) -> Asset:
    data = file.read_bytes()
    name = f"{file.stem}.{hashlib.sha256(data).hexdigest()[:12]}{file.suffix}"
    return Asset(path=ASSETS + name, media_type=MEDIA_TYPES[file.suffix], data=data)


def _find_swagger() -> Path:
    """Find the files of Swagger UI in the package that carries them; its code is not imported."""
    package = find_spec("swagger_ui")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("swagger_ui is missing; install requirements.txt")
    return Path(package.origin).parent / "static"
