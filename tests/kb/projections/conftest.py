"""A catalogue with three documents and the projections over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.catalog import Catalog
from kb.projections import ProjectionSet
from kb.records import Document
from kb.text import default_tokenizer
from tests.builders import HashingEncoder, make_document, stored

ENCODER = HashingEncoder(32)


def plan(name: str, *sentences: str) -> Document:
    """A plan with one section and a chunk per sentence."""
    return make_document("\n".join((name, "1 处置", *sentences)), title=name)


FLOOD = plan("防汛预案", "发现堤防管涌立即报告指挥部。", "储备沙袋三千条。")
QUAKE = plan("地震预案", "震后一小时内派出搜救队伍。")
MARKED = plan("火灾预案", "暗号紫檀木鲸鱼只出现在这里。")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """Three stored documents."""
    with Catalog.open(tmp_path, writable=True) as opened:
        opened.replace_documents([stored(one, ENCODER) for one in (FLOOD, QUAKE, MARKED)])
        yield opened


@pytest.fixture
def projections(catalog: Catalog, tmp_path: Path) -> Iterator[ProjectionSet]:
    """The projections of the writer, nothing applied yet."""
    opened = open_set(catalog, tmp_path)
    yield opened
    opened.close()


def open_set(catalog: Catalog, data_path: Path, *, writable: bool = True) -> ProjectionSet:
    """The projections of a process."""
    return ProjectionSet(catalog, data_path, ENCODER, default_tokenizer(), writable=writable)
