"""What sets two sources apart: the own place by question or setting."""

from __future__ import annotations

import pytest

from assistant.conflicts.ranks import OWN, ranks_between
from assistant.conflicts.scopes import Scope
from tests.kb.retrieval.summaries import make_summary

HERE = make_summary(title="杭州市森林防火办法", region="浙江省杭州市")
THERE = make_summary(title="郑州市森林防火办法", region="河南省郑州市")


@pytest.mark.parametrize("place", ["杭州", "浙江省杭州市", "浙江省杭州市余杭区"])
def test_a_source_of_the_own_place_or_around_it_is_the_own_one(place: str) -> None:
    assert ranks_between(HERE, THERE, Scope.UNKNOWN, (place,)) == ((OWN,), ())
    assert ranks_between(THERE, HERE, Scope.UNKNOWN, (place,)) == ((), (OWN,))


def test_without_a_place_neither_is() -> None:
    assert ranks_between(HERE, THERE, Scope.UNKNOWN) == ((), ())
