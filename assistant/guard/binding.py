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

from assistant.guard.matching import same_value
from assistant.guard.mentions import read_text
from assistant.guard.plain import HARD_BREAKS, placed_pairs
from assistant.guard.records import Mention

_CROSSING = {",": 7.0, "、": 4.0, ":": 1.0, "(": 2.0, ")": 2.0, "|": 3.0, " ": 3.0} | dict.fromkeys(HARD_BREAKS, 14.0)
_NEAR_KNOWN = 12.0  # distance at which a word of the evidence counts half
_NEAR_SAID = 30.0
_EARLIER = (1.0, 0.4, 0.2, 0.1)  # a word of the first, second … sentence before the value
_TAKEN = 0.6  # a word of another clause that has a value of the same dimension itself
_CLAUSE_ENDS = HARD_BREAKS + ",|"
_FLOOR = 0.3  # what a word of the same sentence counts however far it stands
_HEADLESS = 3  # characters in front of a value from which its sentence has no subject of its own
_OTHERS_WORD = 0.35  # a word of the sentence that stands nearer to another value of the same dimension
_VALUE_WEIGHT = 1.5
MARGIN = 0.3  # by how much a neighbour has to fit better, in words next to the value
_BODY_MARGIN = 1.1  # a body opens what is said of it, so the words of its matter stand further off
_MUCH_BETTER = 1.6  # and by which factor, when the sentence tells the neighbour's matter too

Place = tuple[int, Mention]  # text number of the evidence, mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where the words of one text stand.

    Attributes:
        steps: Distance of each character from the start, with what lies between sentences and clauses added.
        breaks: Number of sentence ends before each character.
        openings: For each character, where its sentence begins.
        clauses: Number of the clause of each character.
        words: Word → places.
        taken: Dimension → clauses that have a value of it.
        values: Dimension → places of its values.
    """

    steps: Sequence[float]
    breaks: Sequence[int]
    openings: Sequence[int]
    clauses: Sequence[int]
    words: Mapping[str, tuple[int, ...]]
    taken: Mapping[str, frozenset[int]]
    values: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=1_024)
def surroundings_of(text: str) -> Surroundings:
    """Return the words of a text with their places."""
    read = read_text(text)
    steps = list(accumulate((1.0 + _CROSSING.get(char, 0.0) for char in read.plain), initial=0.0))
    breaks = list(accumulate((char in HARD_BREAKS for char in read.plain), initial=0))
    openings = list(
        accumulate(
            range(1, len(read.plain) + 1), lambda old, at: at if read.plain[at - 1] in HARD_BREAKS else old, initial=0
        )
    )
    clauses = list(accumulate((char in _CLAUSE_ENDS for char in read.plain), initial=0))
    words: dict[str, list[int]] = defaultdict(list)
    values: dict[str, list[int]] = defaultdict(list)
    for place, pair in placed_pairs(read.blank):
        words[pair].append(place)
    for mention in read.mentions:
        words[_value_word(mention)].append(mention.start)
        values[mention.dimension].append(mention.start)
    taken = {dimension: frozenset(clauses[place] for place in places) for dimension, places in values.items()}
    return Surroundings(
        steps=steps, breaks=breaks, openings=openings, clauses=clauses, words=_fixed(words), taken=taken, values=_fixed(values)
    )  # fmt: skip


def _fixed(places: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {word: tuple(found) for word, found in places.items()}


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
    own_place = any(same_value(other, neighbour) for other in said_too)
    if own_place:  # the sentence tells the neighbour's matter too: two values changed places, or two matters are alike
        return neighbour if fit > best + 2 * MARGIN and fit > best * _MUCH_BETTER else None
    margin = _BODY_MARGIN if said.dimension == "body" else MARGIN
    return neighbour if fit > best + margin else None


def _weighed_words(said: Mention, sentence: str, evidence: Sequence[str]) -> list[tuple[str, float]]:
    """Return the words of the sentence with their weight: near ones and rare ones count most."""
    around = surroundings_of(sentence)
    rivals = [
        mention for mention in read_text(sentence).mentions if mention.dimension == said.dimension and mention != said
    ]
    known = [surroundings_of(text).words for text in evidence]
    weighed = []
    for word, places in around.words.items():
        places = tuple(place for place in places if not said.start <= place < said.end)
        if not places:
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
    if earlier > 0 and place in _carried(around, mention):
        earlier = 0
    share = _EARLIER[min(max(earlier, 0), len(_EARLIER) - 1)]
    clause = around.clauses[place]
    if clause != around.clauses[mention.start] and clause in around.taken.get(mention.dimension, ()):
        share *= _TAKEN
    return share * (_FLOOR + (1.0 - _FLOOR) / (1.0 + _distance(around, place, mention) / _NEAR_KNOWN))


def _carried(around: Surroundings, mention: Mention) -> range:
    """Return the places of the subject that a sentence leaves out: 积水超过15厘米时…；超过30厘米时…"""
    start = around.openings[mention.start]
    if mention.start - start > _HEADLESS or not start:
        return range(0)
    earlier = around.openings[start - 1]
    first = next((place for place in around.values.get(mention.dimension, ()) if place >= earlier), start)
    return range(earlier, min(first, start))


def _distance(around: Surroundings, place: int, mention: Mention) -> float:
    if place < mention.start:
        return around.steps[mention.start] - around.steps[place]
    return max(0.0, around.steps[place] - around.steps[mention.end])
