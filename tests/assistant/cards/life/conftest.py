"""The sample enterprise's documents in a base of their own, read through the ingest, with one card drafted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.records import Card
from ingest.pipeline import ingest
from ingest.records import FileOutcome
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings, load_settings

PLAN = "临澜恒泰化工有限公司现场处置方案.docx"
FILES = (PLAN, "临澜恒泰化工有限公司应急通讯录.html", "临澜恒泰化工有限公司应急物资装备清单.docx")
Rewrite = Callable[[str, str], FileOutcome]


@pytest.fixture(scope="session")
def enterprise_data(tmp_path_factory: pytest.TempPathFactory, corpora_dir: Path) -> tuple[Path, Path]:
    """A data folder that holds the files, and the folder they were read from."""
    folder, data = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("data")
    for name in FILES:
        shutil.copy(corpora_dir / "enterprise" / name, folder / name)
    settings = load_settings(data_path=data, workers=1)
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        ingest(base, [folder], settings)
    return data, folder


@pytest.fixture
def settings(tmp_path: Path, enterprise_data: tuple[Path, Path]) -> Settings:
    """Settings of a copy of that base which the test may change."""
    shutil.copytree(enterprise_data[0], tmp_path / "data")
    return load_settings(data_path=tmp_path / "data", workers=1)


@pytest.fixture
def kb(settings: Settings) -> Iterator[KnowledgeBase]:
    """The copy, open for writing."""
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        yield base


@pytest.fixture
def card(kb: KnowledgeBase) -> Card:
    """What the shift leader does when ammonia leaks; one of its steps holds 30分钟."""
    return CardDrafter(kb).draft(CardRequest(position="当班班长", hazard="液氨泄漏", unit="临澜恒泰化工有限公司"))


@pytest.fixture
def rewrite(
    kb: KnowledgeBase, settings: Settings, enterprise_data: tuple[Path, Path], tmp_path: Path
) -> Iterator[Rewrite]:
    """Write the on-site plan anew with other words, at its own place, and ingest it; return its outcome."""
    place = enterprise_data[1] / PLAN
    original = place.read_bytes()

    def changed(old: str, new: str) -> FileOutcome:
        write_changed(place, place, old, new)
        return ingest(kb, [place], settings)[0]

    yield changed
    place.write_bytes(original)


def write_changed(place: Path, target: Path, old: str, new: str) -> None:
    """Write a copy of a Word file with other words."""
    document = docx.Document(str(place))
    found = 0
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            found += run.text.count(old)
            run.text = run.text.replace(old, new)
    assert found, f"{old!r} stands in no run of the file"
    document.save(str(target))
