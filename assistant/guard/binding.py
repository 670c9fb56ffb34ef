"""A value must stand with the matter it is said of: the words around it decide between it and its neighbours.

For a value of the sentence, every value of the evidence it could have been confused with is looked at: the words of the
sentence are weighed by their distance to the value in the sentence and to the value in the evidence. If a neighbour's
surroundings fit clearly better than those of the value itself, the sentence gives the neighbour's matter a wrong value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from assistant.guard.mentions import read_text
from assistant.guard.plain import HARD_BREAKS, placed_pairs
from assistant.guard.records import Mention

_CROSSING = {",": 7.0, "、": 4.0, ":": 1.0, "(": 2.0, ")": 2.0, "|": 3.0, " ": 3.0} | dict.fromkeys(HARD_BREAKS, 14.0)
_NEAR_KNOWN = 12.0  # distance at which a word of the evidence counts half
_NEAR_SAID = 30.0
_EARLIER = (1.0, 0.4, 0.2, 0.1)  # a word of the first, second … sentence before the value
_OTHERS_WORD = 0.35  # a word of the sentence that stands nearer to another value of the same dimension
_VALUE_WEIGHT = 1.5
MARGIN = 0.45  # by how much a neighbour has to fit better, in words next to the value
RATIO = 1.15  # and by which factor

Place = tuple[int, Mention]  # text number of the evidence, mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where the words of one text stand.

    Attributes:
        steps: Distance of each character from the start, with what lies between sentences and clauses added.
        breaks: Number of sentence ends before each character.
        words: Word → places.
    """

    steps: Sequence[float]
    breaks: Sequence[int]
    words: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=1_024)
def surroundings_of(text: str) -> Surroundings:
    """Return the words of a text with their places."""
    read = read_text(text)
    steps = list(accumulate((1.0 + _CROSSING.get(char, 0.0) for char in read.plain), initial=0.0))
    breaks = list(accumulate((char in HARD_BREAKS for char in read.plain), initial=0))
    words: dict[str, list[int]] = defaultdict(list)
    for place, pair in placed_pairs(read.blank):
        words[pair].append(place)
    for mention in read.mentions:
        words[_value_word(mention)].append(mention.start)
    return Surroundings(steps=steps, breaks=breaks, words={word: tuple(places) for word, places in words.items()})


def _value_word(mention: Mention) -> str:
    return f"§{mention.dimension}{mention.value}{mention.bound}"


def better_neighbour(
    said: Mention, sentence: str, evidence: Sequence[str], own: Sequence[Place], others: Sequence[Place]
) -> Mention | None:
    """Return the value of the evidence whose surroundings fit the sentence clearly better, None when none does."""
    if not own or not others:
        return None
    words = _weighed_words(said, sentence, evidence)
    said_too = [mention for mention in read_text(sentence).mentions if mention != said]
    best = max(_fit(words, evidence[number], mention) for number, mention in own)
    fit, neighbour = max(
        ((_fit(words, evidence[number], mention), mention) for number, mention in others), key=lambda found: found[0]
    )
    own_place = any(other.dimension == neighbour.dimension and other.value == neighbour.value for other in said_too)
    margin, ratio = (2 * MARGIN, 1.5 * RATIO) if own_place else (MARGIN, RATIO)
    return neighbour if fit > best + margin and fit > best * ratio else None


def _weighed_words(said: Mention, sentence: str, evidence: Sequence[str]) -> list[tuple[str, float]]:
    """Return the words of the sentence with their weight: near ones and rare ones count most."""
    around = surroundings_of(sentence)
    rivals = [
        mention for mention in read_text(sentence).mentions if mention.dimension == said.dimension and mention != said
    ]
    known = [surroundings_of(text).words for text in evidence]
    weighed = []
    for word, places in around.words.items():
        if word == _value_word(said):
            continue
        frequency = sum(len(words.get(word, ())) for words in known)
        if not frequency:
            continue
        weight = max(_said_weight(around, place, said, rivals) for place in places)
        weighed.append((word, weight * (_VALUE_WEIGHT if word[0] == "§" else 1.0) / frequency**0.5))
    return weighed


def _said_weight(around: Surroundings, place: int, said: Mention, rivals: Iterable[Mention]) -> float:
    distance = _distance(around, place, said)
    weight = 1.0 / (1.0 + distance / _NEAR_SAID)
    nearer = any(_distance(around, place, rival) < distance for rival in rivals)
    return weight * _OTHERS_WORD if nearer else weight


def _fit(words: Iterable[tuple[str, float]], text: str, mention: Mention) -> float:
    around = surroundings_of(text)
    return sum(
        weight * max(_known_weight(around, place, mention) for place in around.words[word])
        for word, weight in words
        if word in around.words
    )


def _known_weight(around: Surroundings, place: int, mention: Mention) -> float:
    earlier = around.breaks[mention.start] - around.breaks[place]
    if earlier < 0 and not mention.dimension.startswith("clause"):
        return 0.0
    share = _EARLIER[min(max(earlier, 0), len(_EARLIER) - 1)]
    return share / (1.0 + _distance(around, place, mention) / _NEAR_KNOWN)


def _distance(around: Surroundings, place: int, mention: Mention) -> float:
    if place < mention.start:
        return around.steps[mention.start] - around.steps[place]
    return max(0.0, around.steps[place] - around.steps[mention.end])
