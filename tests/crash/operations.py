"""A reproducible sequence of changes, and the base it should lead to."""

from __future__ import annotations

import random
from dataclasses import dataclass

from kb.catalog.product_records import ProductSource
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from tests.builders import make_document, original_of

SOURCES = 9
State = dict[str, str]  # source → text of its current version


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One unit of work: new versions of some sources, or the removal of one."""

    puts: tuple[tuple[str, str], ...]
    removes: str = ""


def operation(seed: int, number: int) -> Operation:
    """Return operation `number` of the sequence `seed`."""
    chance = random.Random(f"{seed}/{number}")
    if chance.random() < 0.2:
        return Operation(puts=(), removes=f"s{chance.randrange(SOURCES)}.txt")
    chosen = chance.sample(range(SOURCES), chance.randint(1, 3))
    return Operation(puts=tuple((f"s{one}.txt", _text(one, number, chance.randint(1, 40))) for one in chosen))


def expected_after(state: State, change: Operation) -> State:
    """Return the state after an operation."""
    after = {**state, **dict(change.puts)}
    after.pop(change.removes, None)
    return after


def apply(base: KnowledgeBase, change: Operation) -> None:
    """Carry an operation out."""
    current = {one.source_uri: one.document_id for one in base.summaries()}
    if change.removes in current:
        base.remove_document(current[change.removes])
    documents = [document_of(source, text) for source, text in change.puts]
    base.replace_documents(
        documents,
        {one.document_id: original_of(one) for one in documents},
        removes={one.document_id: (current[one.source_uri],) for one in documents if one.source_uri in current},
    )
    for document in documents[:1]:
        base.catalog.products.save("card", "卡", "{}", sources_of(document), "王编辑")


def sources_of(document: Document) -> list[ProductSource]:
    """Return the first and the last sentence of a document: one stands in all its versions, the other in none."""
    lines = document.text.split("\n")
    places = [(0, lines[0]), (len(document.text) - len(lines[-1]), lines[-1])]
    return [
        ProductSource(
            document_id=document.document_id,
            work_id=document.work_id,
            title=document.metadata.title,
            heading_path=(),
            start=start,
            end=start + len(words),
            quote=words,
        )
        for start, words in places
    ]


def document_of(source: str, text: str) -> Document:
    """Return the document an operation stores."""
    return make_document(text, title=f"预案{source}", source_uri=source)


def _text(source: int, number: int, lines: int) -> str:
    shared = f"来源{source}不变的一句。"
    return "\n".join(
        [shared, *(f"来源{source}第{number}次改动第{line}句：应当在{line}分钟内报告。" for line in range(lines))]
    )
