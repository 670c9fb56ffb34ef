"""Figures that stand right behind the name of what they measure: 实际支出17.9万元, 从业人员326人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.forms.covered import unspoken
from assistant.answering.forms.operands import FILLERS, NoFigure, agreed
from assistant.answering.forms.pieces import piece_around
from assistant.answering.forms.quantities import Quantity, quantities_in
from kb.records import Document, Evidence

REACH = 6  # characters between a name and its figure
BETWEEN = re.compile(r"[^，,；;。、\n|\d]*")
SHORTEST = 2
PARTICLE = re.compile(r"^(?:的|中|里|有|是)+|(?:的|有|是)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFigure:
    """A figure with the sentence or the piece of one that is quoted for it; offsets of the quantity count from it."""

    quantity: Quantity
    start: int
    end: int


def named_figures(question: str, labels: Sequence[str], dimension: str, document: Document) -> list[NamedFigure]:
    """Return the figure behind each label in one document that speaks of all the question names.

    Raises:
        NoFigure: A label names none, or several that differ.
    """
    if word := unspoken(question, document):
        raise NoFigure(f"没有找到关于“{word}”的内容，不能计算")
    by_label = [candidates(label, dimension, document) for label in labels]
    shared = set.intersection(*({one.quantity.dimension for one in found} for found in by_label))
    chosen = [
        the_named(label, [one for one in found if one.quantity.dimension in shared])
        for label, found in zip(labels, by_label, strict=True)
    ]
    if len({(one.start, one.quantity.start) for one in chosen}) < len(chosen):
        raise NoFigure("几个数值引自同一处，不能互相计算")
    return chosen


def candidates(label: str, dimension: str, document: Document) -> list[NamedFigure]:
    """Return the figures of a dimension behind a label, of every dimension for ""."""
    core = core_label(label)
    return list(behind(core, document.text, dimension)) if len(core) >= SHORTEST else []


def the_named(label: str, found: Sequence[NamedFigure]) -> NamedFigure:
    """Return the only figure of a label.

    Raises:
        NoFigure: There is none, or there are several that differ.
    """
    if not found:
        raise NoFigure(f"没有找到“{label}”的数值，不能计算")
    agreed(label, [one.quantity for one in found])
    return found[0]


def core_label(label: str) -> str:
    """Return the name itself: what stands behind the last 的, without the words that ask."""
    return PARTICLE.sub("", FILLERS.sub("", PARTICLE.sub("", label).rpartition("的")[2]))


def behind(core: str, text: str, dimension: str) -> Iterator[NamedFigure]:
    """Yield the exact figures of a dimension right behind a name."""
    for found in re.finditer(re.escape(core), text):
        gap = BETWEEN.match(text, found.end())
        reach = gap.end() if gap else found.end()
        if reach - found.end() > REACH:
            continue
        start, end = piece_around(text, found.start())
        figures = [one for one in quantities_in(text[start:end]) if one.start >= found.end() - start]
        first = figures[0] if figures else None
        if first is None or first.start + start - found.end() > REACH or first.ranged:
            continue
        if not dimension or first.dimension == dimension:
            yield NamedFigure(quantity=first, start=start, end=end)


def chunk_at(document: Document, found: Evidence, offset: int) -> Evidence:
    """Return the evidence of the chunk that holds an offset of a found document."""
    chunk = next(one for one in document.chunks if one.start <= offset < one.end)
    return replace(found, chunk=chunk)
