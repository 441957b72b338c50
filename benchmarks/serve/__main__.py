"""Measure this service next to bare uvicorn, nginx and peers, on the same content."""

import sys
from time import perf_counter

import click

from benchmarks.serve.machine import CannotMeasure
from benchmarks.serve.report import render_conditions, render_memory, render_table, write_section
from benchmarks.serve.session import Options, open_session

STARTED = perf_counter()


def say(text: str) -> None:
    """Tell whoever waits."""
    print(f"{perf_counter() - STARTED:6.1f} s  {text}", file=sys.stderr, flush=True)


def measure(options: Options) -> str:
    """Measure, and write the report."""
    with open_session(options, say) as session:
        lines = session.run()
        memory = render_memory(session.bench.stands)
    return f"{render_conditions(options)}\n\n{render_table(lines)}\n\n{memory}"


@click.command()
@click.option("--articles", default=10_000, show_default=True, help="Size of the clinic.")
@click.option("--rounds", default=20, show_default=True, help="Rounds of each workload.")
@click.option("--seconds", default=0.25, show_default=True, help="Length of a run.")
@click.option("--system", "systems", multiple=True, help="Part of a name; all if none is given.")
@click.option("--workload", "workloads", multiple=True, help="Such as page; all if none is given.")
@click.option("--peers/--without-peers", "with_peers", default=True, show_default=True)
@click.option("--write", is_flag=True, help="Write the section into benchmarks/RESULTS.md.")
def main(*, write: bool, **options: object) -> None:
    """Measure this service next to bare uvicorn, nginx and peers, on the same content."""
    try:
        report = measure(Options(**options))  # type: ignore[arg-type]
    except CannotMeasure as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("Stopped; nothing runs any more.", file=sys.stderr)
        sys.exit(130)
    print(report)
    if write:
        write_section(report)


if __name__ == "__main__":
    main(standalone_mode=True)
