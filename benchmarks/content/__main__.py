"""Build a synthetic clinic, to be served with RELEASES=FOLDER python -m api serve.

python -m benchmarks.content [ARTICLES] [FOLDER]    by default 10000 below .bench/
"""

import sys
from pathlib import Path
from time import perf_counter

from benchmarks.content.release import ensure_release

STARTED = perf_counter()


def show(step: str) -> None:
    """Print a step with the seconds that have passed."""
    print(f"{perf_counter() - STARTED:6.1f} s  {step}", file=sys.stderr)


def main(arguments: list[str]) -> None:
    """Build the clinic if it is not there, and print its folder."""
    articles = int(arguments[0]) if arguments else 10_000
    folder = ensure_release(articles, show, Path(arguments[1]) if arguments[1:] else None)
    show(f"{articles:,} articles are ready")
    for path in sorted(folder.glob("*.sqlite")):
        show(f"{path.name[:12]}...: {path.stat().st_size / 2**20:.0f} MiB")
    print(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
