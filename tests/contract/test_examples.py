import msgspec
import pytest

from api.openapi.files import explain_difference
from tests.client import Client
from tests.examples import EXAMPLES, REQUESTS, encode, record


@pytest.mark.parametrize("name", REQUESTS)
def test_recorded_examples_replay(name: str, shipped: Client) -> None:
    """An example is answered today exactly as it was recorded."""
    path = EXAMPLES / f"{name}.json"

    replayed = encode(record(name, shipped))

    kept = path.read_bytes() if path.exists() else b""
    difference = f"openapi/examples/{path.name}:{explain_difference(kept, replayed)}"
    assert kept == replayed, f'{difference} Run "make openapi" and read the diff.'


def test_no_example_is_left_over() -> None:
    """Every file belongs to a request that is replayed."""
    files = {path.stem for path in EXAMPLES.glob("*.json")}

    assert files == set(REQUESTS)


def test_examples_show_every_kind_of_answer() -> None:
    """A reader finds a document, a list, an include, a 304 and problems."""
    examples = [msgspec.json.decode(path.read_bytes()) for path in EXAMPLES.glob("*.json")]

    statuses = {example["answer"]["status"] for example in examples}

    assert statuses >= {200, 304, 400, 404, 405}
