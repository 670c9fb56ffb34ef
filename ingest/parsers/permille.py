"""Tell ‰ from % by its circles: recognition reads one as the other with full confidence, a tenfold error in a limit."""

from __future__ import annotations

from collections.abc import Sequence

Hole = tuple[float, float, float]  # centre in x, width, height

DOUBTED = 0.9  # confidence of a sign that was changed, or of which too few circles are closed
_REACH = (-0.42, 0.55)  # of the height of the line, around the place where the sign was read
_TALLEST, _WIDEST = 0.4, 0.3  # of the height; the hole of a 0 is taller
_APART = 0.4  # of the height: the circles of % are nearer to each other


def signed(
    text: str, confidences: Sequence[float], places: Sequence[float], holes: Sequence[Hole], height: float
) -> tuple[str, tuple[float, ...]]:
    """Return the text with ‰ where % was read over three circles, and the confidences with every unsure sign low.

    Args:
        places: Where each character that is no blank was read, in x; () when that is not known.
        holes: White areas enclosed by ink.
        height: Of the line, in the same unit.
    """
    characters, sure = list(text), list(confidences)
    visible = [index for index, character in enumerate(text) if not character.isspace()]
    known = dict(zip(visible, places, strict=True)) if len(visible) == len(places) else {}
    for index, character in enumerate(text):
        if character not in "%％‰":
            continue
        circles = _circles(known[index], holes, height) if index in known else []
        permille = len(circles) == 3 or (len(circles) == 2 and circles[1] - circles[0] > _APART * height)
        if permille != (character == "‰") or len(circles) not in (2, 3):
            sure[index] = min(sure[index], DOUBTED)
        if permille:
            characters[index] = "‰"
    return "".join(characters), tuple(sure)


def _circles(place: float, holes: Sequence[Hole], height: float) -> list[float]:
    first, last = (place + reach * height for reach in _REACH)
    return sorted(
        centre
        for centre, width, tall in holes
        if first <= centre <= last and tall <= _TALLEST * height and width <= _WIDEST * height
    )
