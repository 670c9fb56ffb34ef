"""Values on any other matter in which a plan and a source above it disagree, by the claims of `assistant.conflicts`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.comparing.superior_records import RELATION_ZH, Disagreement, Relation, RuledSide
from assistant.conflicts.comparing import Difference, Reading, differences
from assistant.conflicts.passages import Passage, passages_of
from assistant.conflicts.ranks import ranks_between
from assistant.conflicts.scopes import Scope
from assistant.conflicts.verbatim import as_printed
from assistant.disagreements import CONFLICT_ZH, ConflictKind
from kb.records import Document, DocumentSummary, Span

# Advice and order are compared where an answer cites them; over whole documents they say too little of one matter.
_COMPARED = frozenset(
    {
        ConflictKind.LIMIT,
        ConflictKind.NUMBER,
        ConflictKind.AMOUNT,
        ConflictKind.LEVEL,
        ConflictKind.PHONE,
        ConflictKind.BODY,
    }
)
_CLOSING = "请核实后决定按哪一份执行。"


def reading_of(document: Document, summary: DocumentSummary) -> Reading:
    """Return what all sentences of a document state; takes about a second for a plan."""
    return Reading.of([passage for chunk in document.chunks for passage in passages_of(chunk, summary)])


def other_disagreements(
    own: tuple[Document, Reading], above: tuple[Document, Reading], scope: Scope, *, of_law: bool, ruled: Sequence[Span]
) -> Iterator[Disagreement]:
    """Yield the disagreements outside the spans of the plan whose values were compared as provisions already."""
    for found in differences(own[1], above[1], scope):
        mine, theirs = found.passages
        if found.kind in _COMPARED and not any(one.start < mine.end and mine.start < one.end for one in ruled):
            yield _disagreement(found, (mine, theirs), (own[0], above[0]), scope, of_law=of_law)


def _disagreement(
    found: Difference,
    passages: tuple[Passage, Passage],
    documents: tuple[Document, Document],
    scope: Scope,
    *,
    of_law: bool,
) -> Disagreement:
    relation = _relation(found, of_law=of_law)
    ranks = ranks_between(passages[0].summary, passages[1].summary, scope)
    own, above = (
        _side(passage, document, value, rank)
        for passage, document, value, rank in zip(passages, documents, found.values, ranks, strict=True)
    )
    said = f"{CONFLICT_ZH[found.kind]}不一致：本文件写“{own.value}”，《{above.title}》写“{above.value}”。{_CLOSING}"
    return Disagreement(
        kind=found.kind, relation=relation, matter=CONFLICT_ZH[found.kind], own=own, above=above,
        note=f"{RELATION_ZH[relation]}：{said}",
    )  # fmt: skip


def _relation(found: Difference, *, of_law: bool) -> Relation:
    if found.stricter is None:
        return Relation.OTHER
    if found.stricter == 0:
        return Relation.STRICTER
    return Relation.LOOSER_THAN_LAW if of_law else Relation.LOOSER


def _side(passage: Passage, document: Document, value: str, ranks: tuple[str, ...]) -> RuledSide:
    quote = document.text[passage.start : passage.end]
    return RuledSide(
        document_id=document.document_id, title=document.metadata.title or document.file_name, path=passage.heading_path,
        quote=quote, span=Span(start=passage.start, end=passage.end), value=as_printed(value, quote), ranks=ranks,
    )  # fmt: skip
