"""The JSON shape of comparisons: part of the stable interface of `yubei compare --json`."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.comparing.impact import PRODUCT_ZH, TOUCH_ZH, Impact
from assistant.comparing.records import KIND_ZH, STATE_ZH, Clause, ClauseChange, Compared, Edit, VersionComparison
from assistant.comparing.superior_records import RELATION_ZH, Disagreement, RuledSide, SuperiorComparison
from assistant.disagreements import CONFLICT_ZH
from kb.records import Span

Form = dict[str, object]


def comparison_form(comparison: VersionComparison, impacts: Sequence[Impact] = ()) -> Form:
    """Return a comparison; clauses that did not change are counted, not listed. Spans count characters of stored text."""
    return {
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "notes": list(comparison.notes),
        "counts": {state.value: count for state, count in comparison.counts().items()},
        "kinds": {kind.value: count for kind, count in comparison.kind_counts().items()},
        "changes": [_change(comparison, one) for one in comparison.altered],
        "impact": [_impact(one) for one in impacts],
    }


def superior_form(comparison: SuperiorComparison) -> Form:
    """Return a plan beside what ranks above it."""
    return {
        "document": _document(comparison.own),
        "notes": list(comparison.notes),
        "sources": [
            {
                "document_id": one.summary.document_id,
                "title": one.summary.metadata.title,
                "why": one.why,
                "law": one.of_law,
                "provisions": one.provisions,
            }
            for one in comparison.sources
        ],
        "disagreements": [_disagreement(one) for one in comparison.disagreements],
    }


def _document(one: Compared) -> Form:
    return {"document_id": one.document_id, "title": one.title, "edition": one.edition}


def _change(comparison: VersionComparison, one: ClauseChange) -> Form:
    return {
        "state": one.state.value,
        "state_zh": STATE_ZH[one.state],
        "kinds": [kind.value for kind in one.kinds],
        "of_substance": one.of_substance,
        "moved": one.moved,
        "renumbered": one.renumbered,
        "likeness": round(one.likeness, 3),
        "old": [_clause(clause, comparison.old.text) for clause in one.old],
        "new": [_clause(clause, comparison.new.text) for clause in one.new],
        "edits": [_edit(edit) for edit in one.edits],
    }


def _clause(clause: Clause, text: str) -> Form:
    return {
        "label": clause.label,
        "path": list(clause.path),
        **_span(Span(start=clause.start, end=clause.end)),
        "text": text[clause.start : clause.end],
    }


def _edit(edit: Edit) -> Form:
    return {
        "kind": edit.kind.value,
        "kind_zh": KIND_ZH[edit.kind],
        "old": _span(edit.old) | {"text": edit.old_text},
        "new": _span(edit.new) | {"text": edit.new_text},
    }


def _impact(one: Impact) -> Form:
    return {
        "kind": one.kind,
        "kind_zh": PRODUCT_ZH.get(one.kind, one.kind),
        "id": one.item_id,
        "title": one.title,
        "state_zh": one.state,
        "touch": one.touch.value,
        "touch_zh": TOUCH_ZH[one.touch],
        "quote": one.quote,
        "old_text": one.old_text,
        "new_text": one.new_text,
    }


def _disagreement(one: Disagreement) -> Form:
    return {
        "kind": one.kind.value,
        "kind_zh": CONFLICT_ZH[one.kind],
        "relation": one.relation.value,
        "relation_zh": RELATION_ZH[one.relation],
        "matter": one.matter,
        "own": _side(one.own),
        "above": _side(one.above),
        "note": one.note,
    }


def _side(side: RuledSide) -> Form:
    return {
        "document_id": side.document_id,
        "title": side.title,
        "path": list(side.path),
        "quote": side.quote,
        **_span(side.span),
        "value": side.value,
        "ranks": list(side.ranks),
    }


def _span(span: Span) -> Form:
    return {"start": span.start, "end": span.end}
