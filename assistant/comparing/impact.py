"""What people made from clauses that changed: cards, questions, drafts, drill kits, fixed answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.comparing.plain import PlainText
from assistant.comparing.records import Clause, ClauseChange, ClauseState, VersionComparison
from kb.catalog.product_records import STATE_ZH as PRODUCT_STATE_ZH
from kb.catalog.product_records import Product, ProductSource, ProductState
from kb.knowledge_base import KnowledgeBase
from kb.standing import title_key
from kb.text import normalize_with_offsets

FIXED = "fixed"
PRODUCT_ZH: Mapping[str, str] = {
    "card": "应急处置卡",
    "question": "试题",
    "draft": "草案",
    "drill_kit": "演练方案包",
    FIXED: "核定回答",
}


class Touch(StrEnum):
    """How a change meets the words something rests on; the Chinese names are in `TOUCH_ZH`."""

    REMOVED = "removed"
    WORDS_CHANGED = "words_changed"
    CLAUSE_CHANGED = "clause_changed"
    MOVED = "moved"


TOUCH_ZH: Mapping[Touch, str] = {
    Touch.REMOVED: "所依据的条款已删除",
    Touch.WORDS_CHANGED: "所依据的文字已修改",
    Touch.CLAUSE_CHANGED: "同一条款的其他文字已修改",
    Touch.MOVED: "所依据的条款换了位置",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Something that rests on a changed clause.

    Attributes:
        kind: As a product's kind, or "fixed" for an answer an editor fixed.
        item_id: Id of the product, number of the fixed answer.
        state: In Chinese, "" for a fixed answer.
        quote: The words it rests on.
        old_text, new_text: The whole clause before and now; "" for none.
        change: Position of the change in the comparison.
    """

    kind: str
    item_id: str
    title: str
    state: str
    touch: Touch
    quote: str
    old_text: str
    new_text: str
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Resting:
    """One span that something rests on."""

    kind: str
    item_id: str
    title: str
    state: str
    document_id: str
    start: int
    end: int
    quote: str


def impact_of(kb: KnowledgeBase, comparison: VersionComparison) -> tuple[Impact, ...]:
    """Return what rests on changed, removed or moved clauses, the weightiest first.

    Spans in the old document are taken by their place; those in other versions of the work, and all of them when the old
    file is not stored, are looked for by their words.
    """
    finder = _Finder(comparison)
    found = [hit for one in _resting(kb, comparison) if (hit := finder.impact(one)) is not None]
    kept: dict[tuple[object, ...], Impact] = {}
    for one in sorted(found, key=lambda item: (list(Touch).index(item.touch), item.change)):
        kept.setdefault((one.kind, one.item_id, one.change, one.quote), one)
    return tuple(kept.values())


def _resting(kb: KnowledgeBase, comparison: VersionComparison) -> Iterator[_Resting]:
    versions = _versions(kb, comparison)
    seen: set[tuple[str, str, int]] = set()
    for document_id in versions:
        for product, source in kb.catalog.products.resting_on(document_id=document_id):
            key = (product.product_id, source.document_id, source.start)
            if product.state is not ProductState.WITHDRAWN and key not in seen:
                seen.add(key)
                yield _of_product(product, source)
    for fixed in kb.catalog.journal.fixed():
        if fixed.document_id in versions:
            yield _Resting(
                kind=FIXED, item_id=str(fixed.fixed_no), title="；".join(fixed.questions), state="",
                document_id=fixed.document_id, start=fixed.start, end=fixed.end, quote=fixed.quote,
            )  # fmt: skip


def _of_product(product: Product, source: ProductSource) -> _Resting:
    return _Resting(
        kind=product.kind, item_id=product.product_id, title=product.title, state=PRODUCT_STATE_ZH[product.state],
        document_id=source.document_id, start=source.start, end=source.end, quote=source.quote,
    )  # fmt: skip


def _versions(kb: KnowledgeBase, comparison: VersionComparison) -> list[str]:
    """Return the ids of both documents and of the stored versions of their work, the old one first."""
    works = {side.work_id for side in (comparison.old, comparison.new) if side.work_id}
    titles = {title_key(side.title) for side in (comparison.old, comparison.new)}
    known = [
        one.document_id
        for one in kb.summaries()
        if one.work_id in works or (one.metadata.title and title_key(one.metadata.title) in titles)
    ]
    return list(dict.fromkeys([comparison.old.document_id, *known]))


class _Finder:
    """Finds the change that meets a span or its words."""

    def __init__(self, comparison: VersionComparison) -> None:
        self._comparison = comparison
        self._old = _folded(comparison.old.text)
        self._new = _folded(comparison.new.text)

    def impact(self, resting: _Resting) -> Impact | None:
        for start, end in self._places(resting):
            for at, change in enumerate(self._comparison.changes):
                if any(one.start < end and start < one.end for one in change.old):
                    touch = self._touch(change, start, end, resting.quote)
                    if touch is not None:
                        return self._made(resting, touch, at, change)
        return None

    def _places(self, resting: _Resting) -> list[tuple[int, int]]:
        if resting.document_id == self._comparison.old.document_id:
            return [(resting.start, resting.end)]
        words = _folded(resting.quote).text
        at = self._old.text.find(words) if words else -1
        return [(self._old.place(at), self._old.behind(at + len(words)))] if at >= 0 else []

    def _touch(self, change: ClauseChange, start: int, end: int, quote: str) -> Touch | None:
        if change.state is ClauseState.REMOVED:
            return None if self._stands(quote, change.old) else Touch.REMOVED
        edits = [edit for edit in change.edits]
        if any(edit.old.start < end and start < max(edit.old.end, edit.old.start + 1) for edit in edits):
            return Touch.WORDS_CHANGED
        if edits:
            return Touch.CLAUSE_CHANGED
        return Touch.MOVED if change.moved else None

    def _stands(self, quote: str, clauses: Sequence[Clause]) -> bool:
        """Tell whether words of a removed clause stand in the new document all the same, word for word."""
        words = _folded(quote).text
        return len(words) >= _LEAST_WORDS and words in self._new.text and bool(clauses)

    def _made(self, resting: _Resting, touch: Touch, at: int, change: ClauseChange) -> Impact:
        return Impact(
            kind=resting.kind, item_id=resting.item_id, title=resting.title, state=resting.state, touch=touch,
            quote=resting.quote, old_text=self._comparison.quote(change.old, new=False),
            new_text=self._comparison.quote(change.new, new=True), change=at,
        )  # fmt: skip


_LEAST_WORDS = 12


def _folded(text: str) -> PlainText:
    normal, offsets = normalize_with_offsets(text)
    kept = [(sign, offsets[at]) for at, sign in enumerate(normal) if not sign.isspace()]
    return PlainText(text="".join(sign for sign, _ in kept), places=tuple(place for _, place in kept), end=len(text))
