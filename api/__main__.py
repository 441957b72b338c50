"""The command line of the service: serve, and keep the contract current."""

import os
import sys

import click

from api.openapi.files import NotReleasable, find_stale, release_contract, write_files
from api.serve.process import serve
from api.serve.supervisor import CannotServe
from api.settings import WRONG_CONFIGURATION, WrongSettings, read_settings
from api.store.unusable import UnusableRelease


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
@click.option("--write", "action", flag_value="write", help="Write all files that are made of it.")
@click.option("--check", "action", flag_value="check", help="Fail where one is out of date.")
@click.option("--release", "action", flag_value="release", help="Keep it as what clients have.")
def openapi_command(*, action: str | None) -> None:
    """Keep openapi/ current with the code: the contract, and the collection of requests."""
    if action == "write":
        write_files()
    elif action == "release":
        try:
            print(f"Released {release_contract()}.")
        except NotReleasable as error:
            sys.exit(f"Error: {error}")
    elif stale := list(find_stale()):
        sys.exit("\n".join(stale))


if __name__ == "__main__":
    main()
