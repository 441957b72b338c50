"""Pages taken from an order, compared with a walk over it one by one."""

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from api.store.arranged import Arranged

FIFTY = settings(max_examples=50, derandomize=True, deadline=None)


@given(
    size=st.sampled_from([0, 1, 31, 33, 1000, 1025, 6000]),
    share=st.sampled_from([0, 0.001, 0.01, 1 / 32, 0.1, 0.9, 1]),
    start=st.integers(0, 6001),
    count=st.integers(1, 101),
    seed=st.integers(0, 2**32),
)
@FIFTY
def test_a_page_is_what_a_walk_finds(
    size: int, share: float, start: int, count: int, seed: int
) -> None:
    """Be there many documents that pass, few, or none, and wherever the page begins."""
    chance = Random(seed)
    order = chance.sample(range(size), k=size)
    passing = {place for place in order if chance.random() < share}
    arranged = Arranged(np.array(order, dtype=np.uint32))
    mask = np.array([place in passing for place in range(size)], dtype=np.bool_)

    assert (
        arranged.take(mask, start, count)
        == [place for place in order[start:] if place in passing][:count]
    )
    assert arranged.take(None, start, count) == order[start : start + count]
