"""The sample corpora as a base, and small bases made for one case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.cards.drafter import CardDrafter
from ingest.assembly import assemble
from ingest.parsers import parse_as
from ingest.records import FoundFile
from ingest.sniffing import sniff
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.settings import load_settings

SUFFIXES = {".md", ".txt", ".html", ".docx", ".pdf"}
UNIT = "临澜恒泰化工有限公司"
TODAY = date(2026, 11, 22)
POSITIONS: dict[str, tuple[str, ...]] = {
    "液氨泄漏": ("罐区操作工", "当班班长", "中控室值班员", "应急值班员", "总指挥"),
    "甲醇储罐泄漏着火": ("装卸工", "罐区操作工", "当班班长", "中控室值班员", "应急值班员", "总指挥"),
    "有限空间中毒窒息": ("监护人", "污水处理站操作工", "当班班长", "应急值班员", "微型消防站队员"),
    "触电": ("电工", "监护人", "当班班长", "中控室值班员", "应急值班员"),
    "车间火灾": ("合成车间操作工", "当班班长", "中控室值班员", "应急值班员", "总指挥"),
    "灼烫": ("罐区操作工", "当班班长", "医务室人员", "应急值班员"),
}
MakeBase = Callable[[dict[str, str]], CardDrafter]


def read_in(path: Path, content: bytes) -> Document:
    """Parse one file in this process."""
    found = FoundFile(path=path, source_uri=path.name, byte_count=len(content))
    return assemble(parse_as(sniff(content, path.name), content, path.name), found, content, now=datetime.now(UTC))


def filled(folder: Path, files: dict[Path, bytes]) -> KnowledgeBase:
    """Open a base in `folder` that holds these files."""
    settings = load_settings(data_path=folder)
    base = KnowledgeBase.open(settings, open_encoder(settings), writable=True)
    documents = [read_in(path, content) for path, content in files.items()]
    originals = dict(zip((one.document_id for one in documents), files.values(), strict=True))
    base.replace_documents(documents, originals)
    return base


@pytest.fixture(scope="session")
def sample_base(tmp_path_factory: pytest.TempPathFactory, corpora_dir: Path) -> Iterator[KnowledgeBase]:
    """All sample documents of the enterprise and of the governments."""
    files = {
        path: path.read_bytes()
        for path in sorted(corpora_dir.rglob("*"))
        if path.suffix in SUFFIXES and path.name != "NOTES.md"
    }
    with filled(tmp_path_factory.mktemp("cards"), files) as base:
        yield base


@pytest.fixture(scope="session")
def drafter(sample_base: KnowledgeBase) -> CardDrafter:
    return CardDrafter(sample_base)


@pytest.fixture()
def make_drafter(tmp_path: Path) -> Iterator[MakeBase]:
    """Make a drafter over texts given as file name → text."""
    opened: list[KnowledgeBase] = []

    def make(texts: dict[str, str]) -> CardDrafter:
        base = filled(tmp_path / f"base{len(opened)}", {Path(name): text.encode() for name, text in texts.items()})
        opened.append(base)
        return CardDrafter(base)

    yield make
    for base in opened:
        base.close()
