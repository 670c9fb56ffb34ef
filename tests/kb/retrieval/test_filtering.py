"""Regions; the other filters are tested through the retriever."""

from __future__ import annotations

import pytest

from kb.retrieval.filtering import region_matches


@pytest.mark.parametrize(
    ("wanted", "region", "level", "matches"),
    [
        ("", "临澜市", "city", True),
        ("临澜市", "临澜市", "city", True),
        ("临澜市", "临澜市青泽县柳溪镇", "town", True),
        ("临澜市青泽县", "临澜市", "city", True),
        ("青泽县", "临澜市青泽县", "county", True),
        ("临澜市", "澄湖市", "city", False),
        ("余杭区", "浙江省", "province", True),
        ("余杭区", "浙江省杭州市余杭区", "county", True),
        ("广西", "广西壮族自治区南宁市", "city", True),
        ("深圳", "广东省深圳市", "city", True),
        ("余杭区", "浙江省宁波市", "city", False),
        ("临澜市", "", "national", True),
        ("临澜市", "", "", False),
        ("临澜市", "", "enterprise", False),
    ],
)
def test_region_matches(wanted: str, region: str, level: str, matches: bool) -> None:
    assert region_matches(wanted, region, level) is matches
