"""Where an offset of a document lies: under which headings, on which page."""

from __future__ import annotations

from kb.records import Document


def page_at(document: Document, offset: int) -> int | None:
    """Return the 1-based page an offset lies on, None when the format has no pages."""
    number = None
    for page in document.pages:
        if page.start > offset:
            break
        number = page.number
    return number


def heading_path_at(document: Document, offset: int) -> tuple[str, ...]:
    """Return the headings above an offset, outermost first, numbers included."""
    deepest = None
    for section in document.sections:
        if section.start <= offset < section.end:
            deepest = section
    path: list[str] = []
    while deepest is not None and deepest.parent >= 0:
        path.append(f"{deepest.label} {deepest.title}".strip())
        deepest = document.sections[deepest.parent]
    return tuple(part for part in reversed(path) if part)
