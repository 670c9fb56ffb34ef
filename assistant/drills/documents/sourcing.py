"""Sources of a printed document: a raised number behind every fact, and the list at the end."""

from __future__ import annotations

from assistant.drills.records import Clause
from assistant.official_documents.records import Inline, Run, Sources


class SourceList:
    """Numbers the clauses of one document in the order they are cited; the same place keeps its number."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def cited(self, text: str, *clauses: Clause | None) -> Inline:
        """Return a text with the numbers of its clauses behind it."""
        numbers = sorted({self._number(one) for one in clauses if one is not None})
        marks = "".join(f"[{number}]" for number in numbers)
        return (Run(text=text), Run(text=marks, raised=True)) if marks else text

    def block(self) -> Sources:
        """Return the list of sources, empty when nothing was cited."""
        return Sources(items=tuple(self._places), title="依据")

    def _number(self, clause: Clause) -> int:
        return self._places.setdefault(place_of(clause), len(self._places) + 1)


def place_of(clause: Clause) -> str:
    """Return where a clause stands: 《title》 and its innermost heading."""
    return f"《{clause.document_title}》{clause.heading_path[-1] if clause.heading_path else '全文'}"
