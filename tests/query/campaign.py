"""Ask a very great many random questions, and compare each answer with the naive model.

    python -m tests.query.campaign [QUESTIONS [SEED]]      by default 100000 and 1

Each world is asked a thousand questions, every tenth of them for all its pages. A
wrong answer ends the campaign with the number of its world and its address.
"""

import sys
from collections import Counter
from random import Random

import structlog

from tests.query.asking import ask
from tests.query.scene import Scene, stage
from tests.query.world import make_world

QUESTIONS_OF_A_WORLD = 1000
SCALES = (1, 1, 1, 1, 4)
WALK_OF = 10
NO_ROOM = '"parameter":"after"'
"""Of a page whose successor could not be asked for: its values are too long for an address."""
LONGEST = 1500
"""Bytes of an address with room for a cursor; longer ones are refused, as tests say elsewhere."""


def question_world(scene: Scene, chance: Random, count: int) -> Counter[str]:
    """Ask a world some questions, and count what came of them."""
    outcome: Counter[str] = Counter()
    for number in range(count):
        question = ask(chance, scene.world)
        if len(question.target()) > LONGEST:
            outcome["too long"] += 1
            continue
        try:
            if number % WALK_OF:
                answered = scene.oracle.check(scene.client, question)
            else:
                outcome["pages walked"] += scene.oracle.check_walk(scene.client, question)
                answered = scene.oracle.refusal(question) is None
        except AssertionError as error:
            if NO_ROOM in str(error):
                outcome["without room for a cursor"] += 1
                continue
            error.add_note(f"after {number} questions to this world: {question.target()}")
            raise
        outcome["answered" if answered else "refused"] += 1
    return outcome


def main(questions: int, seed: int) -> None:
    """Make world after world, and ask."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    outcome: Counter[str] = Counter()
    for number in range(-(-questions // QUESTIONS_OF_A_WORLD)):
        chance = Random(f"{seed}-{number}")
        world = make_world(chance, scale=SCALES[number % len(SCALES)])
        count = min(QUESTIONS_OF_A_WORLD, questions - number * QUESTIONS_OF_A_WORLD)
        with stage(world) as scene:
            outcome += question_world(scene, chance, count)
        counts = ", ".join(f"{count:,} {name}" for name, count in sorted(outcome.items()))
        print(f"world {seed}-{number}, {len(world.documents):,} documents: {counts}", flush=True)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given, *(100_000, 1)[len(given) :])
