"""Whose document it is: firms by name, governments by place, nobody's without a unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.drafting.ownership import belongs, is_company, owner_name
from kb.records import DocumentStatus, DocumentSummary, Metadata
from tests.builders import FIXED_TIME


def summary(**values: str) -> DocumentSummary:
    return DocumentSummary(
        document_id="a" * 32,
        work_id="",
        source_uri="upload/a.txt",
        file_name="a.txt",
        media_type="text/plain",
        byte_count=1,
        character_count=1,
        chunk_count=1,
        metadata=replace(Metadata(), **values),  # type: ignore[arg-type]
        standing=DocumentStatus.IN_FORCE,
        superseded_by="",
        ingested_at=FIXED_TIME,
        approved=True,
    )


CITY_PLAN = summary(title="临澜市防汛应急预案", region="临澜市", level="city")
STORE_PLAN = summary(
    title="临澜市锦程百货大楼预案", issuer="临澜市锦程百货有限公司", region="临澜市", level="enterprise"
)
TOWN_PLAN = summary(title="柳溪镇预案", issuer="柳溪镇人民政府", region="青泽县柳溪镇", level="town")
RULE = summary(title="园区联动规定", level="")


@pytest.mark.parametrize(
    ("unit", "own"),
    [
        ("临澜市", [CITY_PLAN]),
        ("临澜市人民政府", [CITY_PLAN]),
        ("临澜市应急管理局", [CITY_PLAN]),
        ("临澜市锦程百货有限公司", [STORE_PLAN]),
        ("柳溪镇人民政府", [TOWN_PLAN]),
        ("柳溪镇", [TOWN_PLAN]),
        ("青泽县", []),
        ("锦程", []),
        ("", []),
        ("市", []),
    ],
)
def test_own_documents(unit: str, own: list[DocumentSummary]) -> None:
    assert [one for one in (CITY_PLAN, STORE_PLAN, TOWN_PLAN, RULE) if belongs(one, unit)] == own


def test_firms_and_governments_are_told_apart() -> None:
    assert is_company("甲化工有限公司") and is_company("市第一医院") and is_company("某某中学") is False
    assert not is_company("临澜市应急管理局") and not is_company("石桥村")


def test_owner_is_named_by_issuer_place_or_title() -> None:
    assert [owner_name(one) for one in (STORE_PLAN, CITY_PLAN, RULE)] == [
        "临澜市锦程百货有限公司",
        "临澜市",
        "《园区联动规定》",
    ]
