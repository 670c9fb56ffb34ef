"""Regions; the other filters are tested through the retriever."""

from __future__ import annotations

import numpy as np
import pytest

from kb.retrieval.filtering import region_matches, rows_of_places
from tests.kb.retrieval.summaries import make_summary


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


def test_documents_of_a_place_and_its_parts_are_found_by_its_short_name() -> None:
    summaries = [
        make_summary(region="上海市"),
        make_summary(region="上海市浦东新区"),
        make_summary(region="山东省"),
        make_summary(),
    ]
    everything = np.ones(4, np.bool_)
    assert rows_of_places(("上海",), summaries, everything) == [0, 1]
    assert rows_of_places(("上海",), summaries, np.array([False, True, True, True])) == [1]
    assert rows_of_places((), summaries, everything) == []
