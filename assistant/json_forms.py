"""The JSON shapes of answers, evidence and cards: a stable interface of the command line."""

from __future__ import annotations

from assistant.conflicts.json_shape import conflict_form
from assistant.records import Answer, AnswerSide, Card, Citation, Computation, Statement
from kb.records import Evidence


def citation_form(citation: Citation) -> dict[str, object]:
    """Return a citation as printed by `yubei ask --json`."""
    return {
        "marker": citation.marker,
        "document_id": citation.document_id,
        "document_title": citation.document_title,
        "document_number": citation.document_number,
        "source_uri": citation.source_uri,
        "heading_path": list(citation.heading_path),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page,
        "status": citation.status.value,
        "approved": citation.approved,
        "recognised": citation.confidence is not None,
        "confidence": citation.confidence,
        "doubtful": list(citation.doubtful),
        "elsewhere": citation.elsewhere,
        "edition": citation.edition,
        "same_text_in": list(citation.same_text_in),
    }


def evidence_form(evidence: Evidence) -> dict[str, object]:
    """Return a search result as printed by `yubei search --json`."""
    chunk = evidence.chunk
    return {
        "rank": evidence.rank,
        "score": round(evidence.score, 6),
        "chunk_id": chunk.chunk_id,
        "document_id": chunk.document_id,
        "document_title": evidence.document.metadata.title,
        "source_uri": evidence.document.source_uri,
        "heading_path": list(chunk.heading_path),
        "text": chunk.text,
        "start": chunk.start,
        "end": chunk.end,
        "page": chunk.page,
        "status": evidence.document.standing.value,
        "approved": evidence.document.approved,
        "same_text_in": list(evidence.same_text_in),
        "parts": {name: round(value, 6) for name, value in evidence.parts},
    }


def statement_form(statement: Statement) -> dict[str, object]:
    """Return a statement; `derived` says how it was reached when it is no quotation."""
    return {
        "text": statement.text,
        "markers": list(statement.markers),
        "caution": statement.caution,
        "derived": statement.derived,
    }


def side_form(side: AnswerSide) -> dict[str, object]:
    """Return one column of a comparison."""
    return {
        "label": side.label,
        "question": side.question,
        "refused": side.refused,
        "statements": [statement_form(item) for item in side.statements],
        "missing": side.missing,
    }


def computation_form(computation: Computation) -> dict[str, object]:
    """Return the arithmetic of a computed figure with its operands as they stand in their sources."""
    return {
        "expression": computation.expression,
        "result": computation.result,
        "operands": [
            {"label": item.label, "quote": item.quote, "converted": item.converted, "marker": item.marker}
            for item in computation.operands
        ],
    }


def answer_form(answer: Answer, *, identifier: str = "") -> dict[str, object]:
    """Return an answer as printed by `yubei ask --json` and `--batch`."""
    form: dict[str, object] = {"id": identifier} if identifier else {}
    form.update(
        question=answer.question,
        answer=answer.text,
        status=answer.status.value,
        refused=answer.refused,
        citations=[citation_form(citation) for citation in answer.citations],
        seconds=round(answer.seconds, 4),
        resolved_question=answer.resolved_question,
        statements=[statement_form(item) for item in answer.statements],
        steps=[
            {
                "order": step.order,
                "actor": step.actor,
                "action": step.action,
                "limit": step.limit,
                "report_to": step.report_to,
                "markers": list(step.markers),
                "caution": step.caution,
            }
            for step in answer.steps
        ],
        nearest=[evidence_form(evidence) for evidence in answer.nearest],
        missing=answer.missing,
        closest=answer.closest,
        notice=answer.notice,
        generated=answer.generated,
        model=answer.model_id,
        trace=answer.trace_id,
        fixed_by=answer.fixed_by,
        prompt=answer.prompt_id,
        dropped_count=answer.dropped_count,
        as_of=answer.as_of.isoformat() if answer.as_of else None,
        sides=[side_form(side) for side in answer.sides],
        computation=computation_form(answer.computation) if answer.computation else None,
        conflicts=[conflict_form(conflict) for conflict in answer.conflicts],
    )
    return form


def card_form(card: Card) -> dict[str, object]:
    """Return a card as printed by `yubei card --json`."""
    return {
        "unit": card.unit,
        "position": card.position,
        "hazard": card.hazard,
        "site": card.site,
        "family": card.family,
        "drafted_on": card.drafted_on.isoformat(),
        "lines": [
            {
                "field": line.field.value,
                "text": line.text,
                "markers": list(line.markers),
                "blank": line.blank,
                "reference_only": line.reference_only,
            }
            for line in card.lines
        ],
        "citations": [citation_form(citation) for citation in card.citations],
        "problems": [
            {
                "rule_id": problem.rule_id,
                "field": problem.field.value,
                "message": problem.message,
                "blocking": problem.blocking,
                "source": problem.source,
            }
            for problem in card.problems
        ],
    }
