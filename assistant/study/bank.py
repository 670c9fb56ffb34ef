"""The stored questions of a base, read once per change: which are asked, which were taken away."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from assistant.study.questions.json_shape import question_from
from assistant.study.questions.records import StudyQuestion
from assistant.study.questions.teachable import edition, named
from kb.catalog.product_records import QUESTION, Product, ProductSource, ProductState
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentStatus, Metadata

_NAMED = re.compile(r"《[^》]*》(?:（\d{4}年(?:修订|施行|印发)）)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntry:
    """A stored question.

    Attributes:
        place: Where its clause stands now; it moves with the words when a document is replaced.
    """

    question: StudyQuestion
    product_id: str
    place: ProductSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """All stored questions by their id: those that may be asked today and those that may not any more."""

    live: Mapping[str, BankEntry]
    gone: Mapping[str, BankEntry]


class QuestionBank:
    """Gives the stock of questions of a base; safe between threads, everything is kept until the base changes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._guard = threading.Lock()
        self._parsed: dict[tuple[str, int], StudyQuestion] = {}
        self._stock: tuple[tuple[object, ...], Stock] | None = None

    def stock(self) -> Stock:
        """Return the questions as they stand today."""
        catalog = self._kb.catalog
        key = (catalog.products.token(), catalog.changes_token(), date.today())
        with self._guard:
            if self._stock is None or self._stock[0] != key:
                self._stock = (key, self._read())
            return self._stock[1]

    def _read(self) -> Stock:
        every = self._kb.summaries()
        standing = {one.document_id: one.metadata for one in every if one.standing is DocumentStatus.IN_FORCE}
        products = self._kb.catalog.products
        stale = {one.product_id for one in products.stale(kind=QUESTION)}
        live: dict[str, BankEntry] = {}
        gone: dict[str, BankEntry] = {}
        for product in products.products(QUESTION):
            entry = self._entry(product, standing)
            asked = (
                product.state is not ProductState.WITHDRAWN
                and product.product_id not in stale
                and entry.place.document_id in standing
            )
            (live if asked else gone)[entry.question.question_id] = entry
        return Stock(live=live, gone={key: entry for key, entry in gone.items() if key not in live})

    def _entry(self, product: Product, standing: Mapping[str, Metadata]) -> BankEntry:
        key = (product.product_id, product.version)
        if key not in self._parsed:
            self._parsed[key] = question_from(json.loads(product.body))
        question = self._parsed[key]
        place = product.sources[0] if product.sources else _place_of(question)
        if place.document_id != question.source.document_id and place.document_id in standing:
            question = moved(question, place, standing[place.document_id])
        return BankEntry(question=question, product_id=product.product_id, place=place)


def moved(question: StudyQuestion, place: ProductSource, metadata: Metadata) -> StudyQuestion:
    """Return a question whose clause stands unchanged in a newer edition: it names that edition; its id stays."""
    source = replace(
        question.source,
        document_id=place.document_id,
        title=place.title,
        document_number=metadata.document_number,
        edition=edition(metadata),
        heading_path=place.heading_path,
        start=place.start,
        end=place.end,
    )
    return replace(question, source=source, stem=_NAMED.sub(lambda _: named(metadata), question.stem, count=1))


def _place_of(question: StudyQuestion) -> ProductSource:
    source = question.source
    return ProductSource(
        document_id=source.document_id,
        work_id=source.work_id,
        title=source.title,
        heading_path=source.heading_path,
        start=source.start,
        end=source.end,
        quote=source.text,
    )
