"""A document somebody chose on the page: uploaded or stored. What the browser sends is checked here."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from assistant.checking.reading import read_document
from assistant.ui import strings
from assistant.ui.page_folder import FOLDER_NAME
from assistant.wiring import Workbench
from kb.errors import InputRefused
from kb.records import Document, DocumentSummary

MAX_NAME = 200
MAX_SHOWN_NAME = 60
CHOICES = 2_000
_DOCUMENT_ID = re.compile(r"[0-9a-f]{32}")


class ChosenDocuments:
    """Gets documents for all sessions; a path has to be one of this page's uploads."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._upload_root = (workbench.settings.data_path / FOLDER_NAME).resolve()

    def choices(self) -> list[tuple[str, str]]:
        """Return the stored documents as (title, id), by title; versions of one title with their day."""
        named = sorted((shown_title(one), one.document_id) for one in self._kb.summaries())
        return named[:CHOICES]

    def source(self, file: object, stored: object, side: str) -> Callable[[], Document]:
        """Return what reads the document that was chosen for a side.

        Raises:
            InputRefused: Nothing or two things are named, the file is no upload of this page, no document is called so.
        """
        name = str(stored or "").strip()[:MAX_NAME]
        if not file and not name:
            raise InputRefused(strings.CHOSEN_NOTHING.format(side=side))
        if file and name:
            raise InputRefused(strings.CHOSEN_BOTH.format(side=side))
        if name:
            document_id = self._named(name)
            return lambda: self._kb.document(document_id)
        path = Path(str(file)).resolve()
        if not (path.is_relative_to(self._upload_root) and path.is_file()):
            raise InputRefused(strings.UPLOAD_GONE)
        return lambda: read_document(path)

    def _named(self, name: str) -> str:
        summaries = self._kb.summaries()
        if _DOCUMENT_ID.fullmatch(name):
            found = [one.document_id for one in summaries if one.document_id == name]
        else:
            found = [one.document_id for one in summaries if name in (one.metadata.title, shown_title(one))]
            found = found or [one.document_id for one in summaries if name in one.metadata.title]
        if not found:
            raise InputRefused(strings.CHOSEN_UNKNOWN.format(name=name[:MAX_SHOWN_NAME]))
        if len(found) > 1:
            raise InputRefused(strings.CHOSEN_SEVERAL.format(count=len(found), name=name[:MAX_SHOWN_NAME]))
        return found[0]


def shown_title(summary: DocumentSummary) -> str:
    """Return the title with the day a version began, by which versions of one work are told apart."""
    metadata = summary.metadata
    day = metadata.revised_on or metadata.effective_on or metadata.issued_on
    return (metadata.title or summary.file_name) + (f"（{day.isoformat()}）" if day else "")
