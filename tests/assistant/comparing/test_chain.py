"""The heaviest chain against trying everything."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.comparing.chain import Link, heaviest_chain

LINKS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9)), max_size=9, unique_by=lambda one: one[:2]
)


@given(LINKS)
@settings(max_examples=200, deadline=None)
def test_chain_is_in_order_and_none_is_heavier(given_links: list[tuple[int, int, int]]) -> None:
    links = [Link(old=old, new=new, weight=weight) for old, new, weight in given_links]
    chain = heaviest_chain(links, 6)
    assert all(a.old < b.old and a.new < b.new for a, b in pairwise(chain))
    best = max(
        (sum(one.weight for one in some) for count in range(len(links) + 1) for some in combinations(links, count) if _is_chain(some)),
        default=0,
    )  # fmt: skip
    assert sum(one.weight for one in chain) == best


def _is_chain(links: tuple[Link, ...]) -> bool:
    ordered = sorted(links, key=lambda one: one.old)
    return all(a.old < b.old and a.new < b.new for a, b in pairwise(ordered))
