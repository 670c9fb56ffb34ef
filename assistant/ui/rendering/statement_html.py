"""A statement of an answer as HTML: its words, its citation buttons, its warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.records import Citation, Statement
from assistant.ui.rendering.emphasis import emphasised
from assistant.ui.rendering.markup import badge, escape, source_button


def statement_html(statement: Statement, by_marker: Mapping[int, Citation]) -> str:
    """Return a statement as a paragraph; what is no quotation says how it was reached."""
    lead = badge(statement.derived, "derived") if statement.derived else ""
    css = "statement derived" if statement.derived else "statement"
    said = (
        f"{emphasised(statement.text)}{marker_buttons(statement.markers, by_marker)}{caution_html(statement.caution)}"
    )
    return f'<p class="{css}">{lead}{said}</p>'


def caution_html(caution: str) -> str:
    """Return the warning that stands behind a statement, "" for none."""
    return f'<span class="caution">（{escape(caution)}）</span>' if caution else ""


def marker_buttons(markers: Sequence[int], by_marker: Mapping[int, Citation]) -> str:
    """Return [n] buttons for the citations."""
    return "".join(
        source_button(
            f"[{marker}]",
            by_marker[marker].document_id,
            by_marker[marker].start,
            by_marker[marker].end,
            title=by_marker[marker].document_title,
            css="cite marker",
        )
        for marker in markers
        if marker in by_marker
    )
