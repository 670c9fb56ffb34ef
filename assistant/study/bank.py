"""The stored questions of a base, read once per change: which are asked, which were taken away."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.study.questions.json_shape import question_from
from assistant.study.questions.records import StudyQuestion
from kb.catalog.product_records import QUESTION, Product, ProductSource, ProductState
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentStatus


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
        standing = {one.document_id for one in self._kb.summaries() if one.standing is DocumentStatus.IN_FORCE}
        products = self._kb.catalog.products
        stale = {one.product_id for one in products.stale(kind=QUESTION)}
        live: dict[str, BankEntry] = {}
        gone: dict[str, BankEntry] = {}
        for product in products.products(QUESTION):
            entry = self._entry(product)
            asked = (
                product.state is not ProductState.WITHDRAWN
                and product.product_id not in stale
                and entry.place.document_id in standing
            )
            (live if asked else gone)[entry.question.question_id] = entry
        return Stock(live=live, gone={key: entry for key, entry in gone.items() if key not in live})

    def _entry(self, product: Product) -> BankEntry:
        key = (product.product_id, product.version)
        if key not in self._parsed:
            self._parsed[key] = question_from(json.loads(product.body))
        question = self._parsed[key]
        place = product.sources[0] if product.sources else _place_of(question)
        return BankEntry(question=question, product_id=product.product_id, place=place)


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
