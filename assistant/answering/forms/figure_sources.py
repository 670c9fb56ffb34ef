"""Where the operands of a computation are looked for: the tables of what was found, then right behind their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.citations import CitationList
from assistant.answering.forms.comparison import ALIGNED, AskedSide
from assistant.answering.forms.grids import MAX_DOCUMENTS, grids_of
from assistant.answering.forms.named_figures import chunk_at, core_label, named_figures
from assistant.answering.forms.operands import Figure, NoFigure, wanted_dimension
from assistant.answering.forms.quantities import NotComparable, Quantity, common_unit
from assistant.answering.forms.sectioned import sectioned_figures
from assistant.answering.forms.tabled import tabled
from assistant.answering.reading.extracts import cut_of
from assistant.records import Statement
from kb.knowledge_base import KnowledgeBase
from kb.records import Evidence, Filters, Question

DEPTH = 12
YEAR = re.compile(r"^(?:19|20)\d{2}年度?")
NAMED_KIND = "other"  # a side that a level, a year or a place names alone has no name a figure could stand behind


class FigureSources:
    """Finds all operands of a computation in one document, each with its own citation."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def figures(
        self, question: Question, operation: str, sides: Sequence[AskedSide], filters: Filters
    ) -> list[tuple[str, Figure]]:
        """Return the operands with their labels in the order of the arithmetic, [] when none are found for certain."""
        evidence = self._kb.applicable(replace(question, kind=question.plain_kind), filters, DEPTH)
        found = tabled(question.text, operation, [side.label for side in sides], grids_of(self._kb, evidence))
        if found:
            return [(one.label, self.cited(one.row.evidence, one.quantity, one.start, one.end)) for one in found]
        return self._named(question, sides, evidence)

    def cited(self, evidence: Evidence, quantity: Quantity, start: int, end: int) -> Figure:
        """Return a figure with a citation of its own; offsets of the quantity count from the start of the span."""
        text = self._kb.document(evidence.chunk.document_id).text
        citations = CitationList(self._kb.document)
        marker = citations.cite_extract(cut_of(evidence, text, (start, end)))
        statement = Statement(text=text[start:end], markers=(marker,))
        return Figure(quantity=quantity, citation=citations.citations[0], statement=statement)

    def _named(
        self, question: Question, sides: Sequence[AskedSide], evidence: Sequence[Evidence]
    ) -> list[tuple[str, Figure]]:
        """Return the figures behind the names of the sides in the first document that gives each of them once."""
        labels = [side.label for side in sides]
        if len({core_label(label) for label in labels}) < len(labels):
            labels = [labels[0], *(label.partition("的")[0] for label in labels[1:])] if labels else []
        labels = without_shared_place(labels, question.places)
        cores = {core_label(label) for label in labels}
        levels = bool(sides) and all(side.kind in ALIGNED for side in sides)
        named = len(cores) == len(labels) and all(side.kind == NAMED_KIND for side in sides)
        if len(labels) < 2 or not (levels or named):
            return []
        first = {item.chunk.document_id: item for item in reversed(evidence)}
        for document_id in list(dict.fromkeys(item.chunk.document_id for item in evidence))[:MAX_DOCUMENTS]:
            document = self._kb.document(document_id)
            try:
                found = (
                    sectioned_figures(question.text, labels, document)
                    if levels
                    else named_figures(question.text, labels, wanted_dimension(question.text), document)
                )
                common_unit([one.quantity for one in found])
            except (NoFigure, NotComparable):
                continue
            chunks = [chunk_at(document, first[document_id], one.start) for one in found]
            return [
                (label, self.cited(chunk, one.quantity, one.start, one.end))
                for label, one, chunk in zip(labels, found, chunks, strict=True)
            ]
        return []


def without_shared_place(labels: Sequence[str], places: Sequence[str]) -> list[str]:
    """Leave out the year and the place at the beginning of labels that are all of one place.

    Where two places are named they tell the labels apart and stay: no figure of one is ever the other's.
    """
    carried = {place for place in places if any(place in label for label in labels)}
    if len(carried) > 1:
        return list(labels)
    place = "".join(carried)
    return [YEAR.sub("", label).removeprefix(place) or label for label in labels]
