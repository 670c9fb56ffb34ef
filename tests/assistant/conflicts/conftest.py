"""Small bases made of named texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.assembly import assemble
from ingest.parsers import parse_as
from ingest.records import FoundFile
from ingest.sniffing import FileFormat
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings

MakeBase = Callable[..., KnowledgeBase]
FIXED = datetime(2026, 1, 1, tzinfo=UTC)


def plan(title: str, clauses: str, *, year: int = 2024, issuer: str = "") -> str:
    """Return a plan with a head, clauses and an end."""
    return "\n".join(
        [
            title,
            "",
            issuer,
            f"{year}年3月1日",
            "",
            "1 总则",
            "1.1 目的",
            "为做好应对工作，制定本预案。",
            clauses,
            "9 附则",
            f"自{year}年6月1日起施行。",
        ]
    )


@pytest.fixture()
def make_base(tmp_path: Path) -> Iterator[MakeBase]:
    """Return a function that opens a base of the texts, in order."""
    opened: list[KnowledgeBase] = []

    def make(*texts: str) -> KnowledgeBase:
        settings = load_settings(data_path=tmp_path / str(len(opened)))
        documents, originals = [], {}
        for position, text in enumerate(texts):
            data = text.encode()
            found = FoundFile(path=Path(f"{position}.txt"), source_uri=f"{position}.txt", byte_count=len(data))
            parsed = parse_as(FileFormat.TEXT, data, found.path.name)
            documents.append(assemble(parsed, found, data, now=FIXED))
            originals[documents[-1].document_id] = data
        base = KnowledgeBase.open(settings, open_encoder(settings), writable=True)
        opened.append(base)
        base.replace_documents(documents, originals)
        return base

    yield make
    for base in opened:
        base.close()
