"""How well a chunk meets the spoken phrases of a question: each through any of the words documents use for it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.records import Chunk, Saying

WINDOW = 90  # characters: about a clause with its neighbour
LATER_TERM = 0.06  # a counterpart counts so much less for each that is more telling
LEAST_TERM = 0.5
NAMES = ("said", "said_near", "said_head")
SEARCHED = "said_words"
LITERAL_FROM, LITERAL_TO = 0.1, 0.5  # share of the question's character pairs in the best chunk
LETTERS = "letters"
LETTER_WINDOW = 60  # characters: about a sentence
LETTER_TEXT = 2_400  # of a longer text only so many characters are compared
# Letters of asking, pointing and joining: they stand in every sentence, spoken or written.
_EVERYDAY = frozenset(
    "的了是不有我他你这那个一在就人来去啥咋么呢吗啊得要能行中成给把都还上下到里头儿子们俺咱先后没往过多少几谁哪让跟和也好可说着点老"
)

Plain = Callable[[str], str]
Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtSaying:
    """A spoken phrase with its counterparts.

    Attributes:
        terms: Plain form and value, the most valuable first; a text is worth that of its best.
    """

    terms: tuple[tuple[str, float], ...]

    @property
    def worth(self) -> float:
        """The value of a text that holds the best term."""
        return self.terms[0][1]


def sought(sayings: Sequence[Saying], plain: Plain, weigh: Weigh, unknown: float) -> tuple[SoughtSaying, ...]:
    """Weigh counterparts by how telling and how rare they are; those that the base does not hold are left out.

    Args:
        weigh: Term → idf over the base.
        unknown: idf from which a term is in no chunk.
    """
    found = []
    for saying in sayings:
        terms: dict[str, float] = {}
        for place, term in enumerate(saying.means):
            idf = weigh(term)
            if idf < unknown:
                value = saying.weight * idf * max(LEAST_TERM, 1.0 - LATER_TERM * place)
                terms[plain(term)] = max(value, terms.get(plain(term), 0.0))
        if terms:
            found.append(SoughtSaying(terms=tuple(sorted(terms.items(), key=lambda one: -one[1]))))
    return tuple(found)


def said_signals(sayings: Sequence[SoughtSaying], title: str, chunk: Chunk, plain: Plain) -> dict[str, float]:
    """Return the shares of the value of all phrases met by chunk, by its best window, and by headings; 0 without any."""
    total = sum(saying.worth for saying in sayings)
    if total <= 0:
        return dict.fromkeys(NAMES, 0.0)
    head = plain(" ".join((title, *chunk.heading_path)))
    body = plain(chunk.text)
    here = [_met(saying.terms, f"{head}\n{body}") for saying in sayings]
    in_head = sum(_best(_met(saying.terms, head)) for saying in sayings)
    return {
        "said": sum(map(_best, here)) / total,
        "said_near": _best_window(here, body) / total,
        "said_head": in_head / total,
    }


def letter_shares(question: str, texts: Sequence[str]) -> list[float]:
    """Return how much of a question's letters stands in one sentence of each text, rarer letters counting more.

    What is said and what is written often share no word and yet a letter of it: 烫起泡, 烫伤 and 水疱; 摁胸脯 and 胸外按压.

    Args:
        question: Plain form.
        texts: The texts to choose from, plain; what is rare is counted over them.
    """
    weights = _letter_weights(question, texts)
    total = sum(weights.values())
    return [_best_letters(weights, text) / total if total else 0.0 for text in texts]


def unmet(literal: float) -> float:
    """Return 1 where no chunk says what the question says in its own words, 0 where one does.

    Args:
        literal: Greatest share of the question's character pairs in one chunk.
    """
    return float(min(1.0, max(0.0, (LITERAL_TO - literal) / (LITERAL_TO - LITERAL_FROM))))


def trusted(literal: float, spoken: float) -> float:
    """Return how far an order may rest on what phrases stand for: 1 where no chunk says what the question says.

    Args:
        literal: Greatest share of the question's character pairs in one chunk.
        spoken: How far the question is made of spoken phrases.
    """
    return (unmet(literal) * spoken) ** 2


def _letter_weights(question: str, texts: Sequence[str]) -> dict[str, float]:
    found = {letter: sum(letter in text for text in texts) for letter in set(question) - _EVERYDAY}
    return {letter: math.log((len(texts) + 1) / (count + 0.5)) for letter, count in found.items() if count}


def _best_letters(weights: Mapping[str, float], text: str) -> float:
    """Return the greatest value of the letters within one of the overlapping windows of a text."""
    half = LETTER_WINDOW // 2
    met: dict[int, float] = {}
    for letter, value in weights.items():
        windows: set[int] = set()
        at = text.find(letter, 0, LETTER_TEXT)
        while at >= 0:
            place = at // half
            windows.update((place - 1, place))
            at = text.find(letter, (place + 1) * half, LETTER_TEXT)
        for window in windows:
            met[window] = met.get(window, 0.0) + value
    return max(met.values(), default=0.0)


def _met(terms: Sequence[tuple[str, float]], text: str) -> tuple[tuple[str, float], ...]:
    return tuple([one for one in terms if one[0] in text])


def _best(met: Sequence[tuple[str, float]]) -> float:
    return met[0][1] if met else 0.0


def _best_window(present: Sequence[Sequence[tuple[str, float]]], body: str) -> float:
    """Return the greatest value met within one of the overlapping windows of the body."""
    wanted = [terms for terms in present if terms]
    starts = range(0, max(1, len(body) - WINDOW // 2), WINDOW // 2)
    best = 0.0
    for start in starts:
        window = body[start : start + WINDOW]
        best = max(best, sum([next((value for term, value in terms if term in window), 0.0) for terms in wanted]))
    return best
