"""The command line of the service: serve, and keep the contract current."""

import os
import sys
from pathlib import Path

import click
import msgspec

from api.openapi import build_contract
from api.serve.process import serve
from api.serve.supervisor import CannotServe
from api.settings import WRONG_CONFIGURATION, WrongSettings, read_settings
from api.store.unusable import UnusableRelease

CONTRACT = Path(__file__).parent.parent / "openapi" / "v1.json"


@click.group()
def main() -> None:
    """Serve releases, and keep the contract current."""


@main.command("serve")
def serve_command() -> None:
    """Serve the release in force. Settings: HOST, PORT, WORKERS, RELEASES, LOG, limits."""
    environment = dict(os.environ)
    environment.setdefault("LOG", "text" if sys.stdout.isatty() else "json")
    try:
        serve(read_settings(environment))
    except (WrongSettings, UnusableRelease, CannotServe) as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(WRONG_CONFIGURATION)


@main.command("openapi")
@click.option("--write/--check", default=False, help="Write the contract, or compare it.")
def openapi_command(*, write: bool) -> None:
    """Write openapi/v1.json, or fail if it is not what the code says."""
    text = msgspec.json.format(msgspec.json.encode(build_contract()), indent=2) + b"\n"
    if write:
        CONTRACT.write_bytes(text)
    elif not CONTRACT.exists() or CONTRACT.read_bytes() != text:
        name = CONTRACT.relative_to(CONTRACT.parent.parent)
        print(f'{name}:1: The contract is out of date. Run "make openapi".', file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
