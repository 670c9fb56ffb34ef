"""Where the articles of an older version went: 旧第五十六条 → 现第七十八条, by their texts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.query.clauses import clause_in
from kb.records import Document, SectionKind
from kb.text import normalize

ALIKE = 0.45  # likeness from which a new article carries on an old one
CLEAR = 0.3  # … when it is likelier than the next one by this factor
CLEARLY = 1.5
_LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of a version.

    Attributes:
        number: 第五十六条, in one spelling.
        text: Normal form without the number.
    """

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where an old article stands now.

    Attributes:
        number: "" when no article of the new version carries it on.
        likeness: Of the texts, 0 to 1.
    """

    number: str
    likeness: float


def articles_of(document: Document) -> tuple[Article, ...]:
    """Return the articles of a document in order, each number once: the longest text of that number."""
    found: dict[str, Article] = {}
    for section in document.sections:
        number = clause_in(normalize(section.label[:_LONGEST_LABEL])) if section.kind is SectionKind.ARTICLE else ""
        if not number:
            continue
        text = normalize(document.text[section.start : section.end]).strip("#* \n")
        text = text[len(section.label) :] if text.startswith(normalize(section.label)) else text
        if number not in found or len(text) > len(found[number].text):
            found[number] = Article(number=number, text=text.strip("#* \n"))
    return tuple(found.values())


def renumbering(old: Sequence[Article], new: Sequence[Article]) -> dict[str, Moved]:
    """Return old number → where its text stands in the new version; takes time with the length of the texts."""
    weights = _weights([*old, *new])
    vectors = {article.number: _vector(article.text, weights) for article in new}
    holding: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for number, vector in vectors.items():
        for pair, weight in vector.items():
            holding[pair].append((number, weight))
    return {article.number: _carried_on(_vector(article.text, weights), holding, article.number) for article in old}


def _carried_on(vector: Mapping[str, float], holding: Mapping[str, list[tuple[str, float]]], own: str) -> Moved:
    scores: dict[str, float] = defaultdict(float)
    for pair, weight in vector.items():
        for number, other in holding.get(pair, ()):
            scores[number] += weight * other
    # Of equally like articles the one with the old number is it.
    ranked = sorted(scores.items(), key=lambda item: (-round(item[1], 6), item[0] != own))[:2]
    if not ranked:
        return Moved(number="", likeness=0.0)
    number, likeness = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = likeness >= ALIKE or (likeness >= CLEAR and likeness >= CLEARLY * second)
    return Moved(number=number if sure else "", likeness=likeness)


def _weights(articles: Sequence[Article]) -> dict[str, float]:
    """Return the weight of each character pair: what stands in few articles tells them apart."""
    counted = Counter(pair for article in articles for pair in set(_pairs(article.text)))
    return {pair: math.log(1 + len(articles) / count) for pair, count in counted.items()}


def _vector(text: str, weights: Mapping[str, float]) -> dict[str, float]:
    counted = Counter(_pairs(text))
    vector = {pair: (1 + math.log(count)) * weights[pair] for pair, count in counted.items()}
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {pair: value / length for pair, value in vector.items()}


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1) if text[at].isalnum() and text[at + 1].isalnum()]
