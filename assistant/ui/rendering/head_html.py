"""The head line: name, what the base holds, what limits it."""

from __future__ import annotations

from assistant.ui import strings
from assistant.ui.rendering.markup import badge, escape
from assistant.wiring import Workbench


def head_html(workbench: Workbench) -> str:
    """Return name, purpose, counts and warnings of the open base."""
    statistics = workbench.kb.statistics()
    counts = strings.HEAD_COUNTS.format(documents=statistics.document_count, chunks=statistics.chunk_count)
    model = workbench.settings.llm_model if workbench.settings.llm_base_url else ""
    mode = strings.HEAD_MODEL.format(model=model) if model else strings.HEAD_EXTRACTIVE
    warnings = list(workbench.kb.warnings)
    if statistics.document_count == 0:
        warnings.append(strings.HEAD_EMPTY)
    notices = "".join(f'<p class="banner">{escape(warning)}</p>' for warning in warnings)
    return (
        f'<header class="page-head"><h1>{escape(strings.NAME)}</h1><p class="subtitle">{escape(strings.SUBTITLE)}</p>'
        f'<p class="facts">{badge(counts, "plain")}{badge(mode, "plain")}</p></header>{notices}'
    )
