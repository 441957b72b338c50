"""The compiler's command line: build, check, new-id, show, releases and rollback."""

import secrets
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console

from schema.names import did_you_mean
from schema.values import CROCKFORD, ID_LENGTH
from seed.build import build
from seed.compile import compile_content
from seed.documents import KINDS
from seed.kept import SHORT, NoSuchRelease, list_releases
from seed.ledger import read_ledger
from seed.mistake import InvalidContent, Mistake
from seed.release import ReleaseBusy, read_current
from seed.rollback import WithdrawnReturns, roll_back
from seed.show import ShownNothing, show_document, show_release

HERE = Path(__file__).parent
WRONG_CONTENT = 1
"""Exit status when the content has errors; click uses 2 for wrong options."""


def _read_today(context: click.Context, _: click.Parameter, value: str | None) -> str:
    """Take the day from the option; the clock is read here and nowhere else.

    A locked build is dated like the last entry of its ledger: it asks whether
    that ledger is complete, and the passing of days must not change the answer.
    """
    if value is None and context.params.get("locked"):
        changes = read_ledger(context.params["ledger"], []).changes
        value = changes[-1].at[:10] if changes else None
    if value is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f'"{value}" is no day. Write it like 2026-11-23.') from None


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command on content has."""
    for option in (
        _releases_option,
        click.option(
            "--ledger",
            type=click.Path(dir_okay=False, path_type=Path),
            default=HERE / "ledger.jsonl",
            is_eager=True,
            help="The ledger.",
        ),
        click.option(
            "--content",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            default=HERE / "content",
            help="Folder of the sources.",
        ),
        click.option(
            "--today",
            callback=_read_today,
            metavar="YYYY-MM-DD",
            help="Day for which the content is compiled; by default the present one.",
        ),
        click.option("-v", "--verbose", is_flag=True, help="List warnings and hints."),
    ):
        command = option(command)
    return command


_releases_option = click.option(
    "--releases",
    type=click.Path(file_okay=False, path_type=Path),
    default="releases",
    show_default=True,
    help="Folder of the releases.",
)


@click.group()
def main() -> None:
    """Compile the content folder into releases."""


@main.command("build")
@click.option(
    "--locked", is_flag=True, is_eager=True, help="Fail if the ledger would change (for CI)."
)
@_options
def build_command(
    content: Path, ledger: Path, today: str, releases: Path, *, locked: bool, verbose: bool
) -> None:
    """Check the content, and put a new release in force if it is sound."""
    with Console(stderr=True).status("Reading") as status:
        compiled, current = build(
            content, ledger, today, releases, locked=locked, progress=status.update
        )
    _print_notices(compiled.notices, verbose=verbose)
    counts = Counter(change.op for change in compiled.added)
    changes = f"{counts['upsert']} changed, {counts['delete']} withdrawn"
    print(f"{len(compiled.documents)} documents, {changes}.")
    print(f"Release {current.number} in force: {current.sha256} ({current.bytes} bytes)")


@main.command("check")
@_options
def check_command(
    content: Path, ledger: Path, today: str, releases: Path, *, verbose: bool
) -> None:
    """Check the content, and write nothing."""
    with Console(stderr=True).status("Reading") as status:
        compiled = compile_content(content, ledger, today, releases, status.update)
    _print_notices(compiled.notices, verbose=verbose)
    print(f"{len(compiled.documents)} documents, no errors.")


@main.command("new-id")
@click.argument("type_name", metavar="TYPE")
def new_id_command(type_name: str) -> None:
    """Make an id for a new source of a type."""
    prefixes = {kind.type.name: kind.type.prefix for kind in KINDS}
    if type_name not in prefixes:
        hint = did_you_mean(type_name, prefixes)
        raise click.UsageError(f'"{type_name}" is none of {", ".join(prefixes)}.{hint}')
    print(f"{prefixes[type_name]}_" + "".join(secrets.choice(CROCKFORD) for _ in range(ID_LENGTH)))


@main.command("show")
@click.argument("name", required=False)
@_releases_option
def show_command(name: str | None, releases: Path) -> None:
    """Show the release in force, or the document with the id or slug NAME."""
    current = read_current(releases)
    if current is None:
        raise click.ClickException('No release is in force. Run "python -m seed build".')
    path = releases / current.file
    shown: Any = show_document(path, name) if name else show_release(path, current)
    print(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())


@main.command("releases")
@_releases_option
def releases_command(releases: Path) -> None:
    """List the releases that are kept, and how far back each is."""
    print(f"{'back':>4}  {'release':{SHORT}}  number  content of  documents       bytes")
    for kept in list_releases(releases):
        back = "-" if kept.steps is None else kept.steps
        state = "" if kept.is_sound else "  damaged"
        state = "  in force" if kept.is_sound and kept.steps == 0 else state
        print(
            f"{back:>4}  {kept.sha256[:SHORT]}  {kept.number:>6}  {kept.created_at[:10]:10}  "
            f"{kept.documents:>9}  {kept.bytes:>10}{state}"
        )


@main.command("rollback")
@click.argument("target", metavar="[STEPS|SHA256]", default="1")
@click.option("--with-withdrawn", is_flag=True, help="Let withdrawn documents return.")
@_releases_option
def rollback_command(target: str, releases: Path, *, with_withdrawn: bool) -> None:
    """Put an earlier release in force: the last one, some STEPS back, or by its hash."""
    current = roll_back(releases, target, with_withdrawn=with_withdrawn)
    print(f"Release {current.number} in force: {current.sha256} ({current.bytes} bytes)")
    print("Sources and ledger are as they were: mend the sources before the next build.")


def _print_notices(notices: list[Mistake], *, verbose: bool) -> None:
    """Count warnings by rule, or list them all."""
    counts = Counter(notice.code for notice in notices)
    if verbose:
        for notice in notices:
            print(notice)
    if counts:
        listing = ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
        hint = "" if verbose else " -v lists them."
        print(f"{sum(counts.values())} warnings and hints: {listing}.{hint}")


def run() -> None:
    """Run the command line; what went wrong is said in lines, never in a traceback."""
    try:
        main()
    except InvalidContent as error:
        for mistake in error.mistakes:
            print(mistake)
        count = len(error.mistakes)
        print(f"{count} error{'s' * (count != 1)}; the release in force stays as it was.")
        sys.exit(WRONG_CONTENT)
    except sqlite3.Error as error:
        print(
            f'Error: The release cannot be read ({error}). Run "python -m seed build".',
            file=sys.stderr,
        )
        sys.exit(WRONG_CONTENT)
    except (NoSuchRelease, WithdrawnReturns, ReleaseBusy, ShownNothing, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(WRONG_CONTENT)


if __name__ == "__main__":
    run()
