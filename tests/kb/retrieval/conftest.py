"""A small base with its retriever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kb.catalog import Catalog
from kb.projections import ProjectionSet
from kb.records import Document, DocumentStatus, Filters, Metadata, Question
from kb.retrieval import HybridRetriever
from kb.text import default_tokenizer
from tests.builders import HashingEncoder, make_document, stored

ENCODER = HashingEncoder(128)
ALL = Filters(standings=())
Ask = Callable[..., list[tuple[str, str]]]


def plan(title: str, *sentences: str, **metadata: object) -> Document:
    """A document with one section and a chunk per sentence."""
    described = Metadata(title=title, **metadata)  # type: ignore[arg-type]
    return make_document("\n".join((title, "1 处置", *sentences)), title=title, metadata=described)


FLOOD = plan(
    "临澜市防汛应急预案",
    "发现堤防管涌，巡查人员应当在10分钟内报告市防汛抗旱指挥部。",
    "市水务局储备编织袋三万条。",
    region="临澜市",
    level="city",
    doc_type="plan_special",
    hazards=("flood",),
)
QUAKE = plan(
    "青泽县地震应急预案",
    "震后一小时内派出搜救队伍，抢救被埋压人员。",
    region="临澜市青泽县",
    level="county",
    doc_type="plan_special",
    hazards=("earthquake",),
)
LAW = plan(
    "中华人民共和国安全用电法",
    "第一条 为了保障用电安全，制定本法。",
    "第二条 任何单位不得私拉电线。",
    "第十二条 违反本法规定私拉电线的，由供电部门责令改正。",
    level="national",
    doc_type="law",
)
OLD_RULE = plan(
    "临澜市渡船管理办法（2015）",
    "渡船载客不得超过二十人。",
    region="临澜市",
    level="city",
    doc_type="local_reg",
    effective_on=date(2015, 1, 1),
    expires_on=date(2022, 1, 1),
)
NEW_RULE = plan(
    "临澜市渡船管理办法（2022）",
    "渡船载客不得超过十五人。",
    region="临澜市",
    level="city",
    doc_type="local_reg",
    effective_on=date(2022, 1, 1),
)
DRAFT = plan("临澜市渡船管理办法草案", "渡船载客不得超过八人。", status=DocumentStatus.DRAFT, region="临澜市")
DOCUMENTS = (FLOOD, QUAKE, LAW, OLD_RULE, NEW_RULE, DRAFT)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """The stored documents."""
    with Catalog.open(tmp_path, writable=True) as opened:
        opened.replace_documents([stored(one, ENCODER) for one in DOCUMENTS])
        yield opened


@pytest.fixture
def projections(catalog: Catalog, tmp_path: Path) -> Iterator[ProjectionSet]:
    """The projections, nothing applied yet."""
    opened = ProjectionSet(catalog, tmp_path, ENCODER, default_tokenizer(), writable=True)
    yield opened
    opened.close()


@pytest.fixture
def retriever(catalog: Catalog, projections: ProjectionSet) -> HybridRetriever:
    """The retriever over both."""
    return HybridRetriever(catalog, projections, ENCODER, default_tokenizer())


@pytest.fixture
def ask(retriever: HybridRetriever) -> Ask:
    """Ask and get (title, text) of what was found, best first."""

    def asked(text: str, filters: Filters = ALL, top_k: int = 10, **understood: object) -> list[tuple[str, str]]:
        question = Question(text=text, normalized=text, **understood)  # type: ignore[arg-type]
        found = retriever.retrieve(question, filters, top_k)
        assert [one.rank for one in found] == list(range(1, len(found) + 1))
        return [(one.document.metadata.title, one.chunk.text) for one in found]

    return asked
