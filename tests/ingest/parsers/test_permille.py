from __future__ import annotations

import pytest

from ingest.parsers.permille import DOUBTED, signed

PLACES = (10.0, 30.0, 50.0)  # of 4, 5 and the sign in a line 40 pixels high
UPPER, LOWER, LAST = (46.0, 3.0, 8.0), (58.0, 3.0, 8.0), (66.0, 3.0, 8.0)
OF_A_FIGURE = (30.0, 8.0, 18.0)


@pytest.mark.parametrize(
    ("holes", "text", "confidence"),
    [
        ((OF_A_FIGURE, UPPER, LOWER), "45%", 0.999),
        ((OF_A_FIGURE, UPPER, LOWER, LAST), "45‰", DOUBTED),
        ((UPPER, LAST), "45‰", DOUBTED),  # the middle circle is broken
        ((UPPER,), "45%", DOUBTED),
        ((), "45%", DOUBTED),
    ],
)
def test_circles_decide_and_unsure_signs_are_doubted(
    holes: tuple[tuple[float, float, float], ...], text: str, confidence: float
) -> None:
    assert signed("45%", (1.0, 1.0, 0.999), PLACES, holes, 40.0) == (text, (1.0, 1.0, confidence))


def test_a_sign_read_as_permille_over_two_circles_is_kept_and_doubted() -> None:
    assert signed("45‰", (1.0, 1.0, 0.999), PLACES, (UPPER, LOWER), 40.0) == ("45‰", (1.0, 1.0, DOUBTED))


def test_blanks_have_no_place_and_unknown_places_are_doubted() -> None:
    assert signed("4 5%", (1.0,) * 4, PLACES, (UPPER, LOWER, LAST), 40.0)[0] == "4 5‰"
    assert signed("45%", (1.0,) * 3, (), (UPPER, LOWER), 40.0) == ("45%", (1.0, 1.0, DOUBTED))
