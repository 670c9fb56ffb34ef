"""Editions of one work share an id."""

from __future__ import annotations

import pytest

from ingest.metadata import work_id
from kb.records import Metadata


def _id(title: str, region: str = "") -> str:
    return work_id(Metadata(title=title, region=region))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("突发事件应对法", "中华人民共和国突发事件应对法"),
        ("《安全生产法》", "中华人民共和国安全生产法（2021年修订）"),
        ("临澜市预警信息发布管理办法（2019年）", "临澜市预警信息发布管理办法(2024年修订)"),
        ("上海市实施《中华人民共和国义务教育法》办法", "上海市实施〈义务教育法〉办法"),
    ],
)
def test_editions_share_an_id(first: str, second: str) -> None:
    assert _id(first) == _id(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("管理办法（试行）", "管理办法"), ("刑法修正案（七）", "刑法修正案（八）"), ("2024年工作总结", "2025年工作总结")],
)
def test_different_works_do_not(first: str, second: str) -> None:
    assert _id(first) != _id(second)


def test_equal_titles_of_different_places_do_not() -> None:
    assert _id("防汛应急预案", "临澜市") != _id("防汛应急预案", "澜东市")
