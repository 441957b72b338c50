"""Replay a great many random histories, and compare each copy with what it must be.

    python -m tests.sync.campaign [HISTORIES [SEED]]      by default 1000 and 1

A copy that is wrong ends the campaign with the number of its history.
"""

import sys
from collections import Counter
from random import Random

import structlog

from tests.sync.replay import check, finish, play
from tests.sync.replica import Replica

SHOWN_EVERY = 50


def replay(chance: Random) -> Counter[str]:
    """Replay one history, and bring every copy up to date after each edition."""
    outcome: Counter[str] = Counter(histories=1)
    everyone: set[Replica] = set()
    for scene, edition, replicas in play(chance):
        outcome["editions"] += 1
        everyone.update(replicas)
        for replica in list(replicas):
            if finish(replica, scene):
                check(replica, edition)
                outcome["digests equal"] += 1
            else:
                replicas.remove(replica)
                outcome["told to begin anew"] += 1
    outcome["pages"] = sum(replica.pages for replica in everyone)
    return outcome


def main(histories: int, seed: int) -> None:
    """Replay history after history."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    outcome: Counter[str] = Counter()
    for number in range(histories):
        try:
            outcome += replay(Random(f"{seed}-{number}"))
        except AssertionError as error:
            error.add_note(f"history {seed}-{number}")
            raise
        if number % SHOWN_EVERY == SHOWN_EVERY - 1 or number == histories - 1:
            print(", ".join(f"{count:,} {name}" for name, count in outcome.items()), flush=True)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given, *(1000, 1)[len(given) :])
