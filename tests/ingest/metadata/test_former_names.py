"""Names a rule had before."""

from __future__ import annotations

import pytest

from tests.ingest.metadata.reading import read_lines


@pytest.mark.parametrize(
    ("title", "amended", "repeals"),
    [
        ("临澜市殡葬管理条例", "关于修改〈临澜市殡葬管理暂行条例〉的决定", ("临澜市殡葬管理暂行条例",)),
        ("临澜市殡葬管理条例", "关于修改〈临澜市殡葬管理条例〉的决定", ()),
        ("临澜市殡葬管理条例", "关于修改〈临澜市公路管理条例〉等10件地方性法规的决定", ()),
        ("山东省清洁生产促进条例", "关于修改〈中华人民共和国清洁生产促进法〉的决定", ()),
        (
            "中华人民共和国人民检察院组织法",
            "关于修改〈中华人民共和国地方各级人民代表大会和地方各级人民政府组织法〉的决定",
            (),
        ),
    ],
)
def test_former_names(title: str, amended: str, repeals: tuple[str, ...]) -> None:
    text = f"# {title}\n2010年1月1日 某市人民代表大会常务委员会《{amended}》修正\n第一条 甲。\n第二条 乙。\n第三条 丙。"
    assert read_lines(text).repeals == repeals


def test_a_decision_to_amend_is_no_version_of_what_it_amends() -> None:
    known = read_lines(
        "临澜市人民政府关于修改《临澜市殡葬管理办法》的决定\n一、将第三条修改为：甲。\n本决定自公布之日起施行。"
    )
    assert known.title == "临澜市人民政府关于修改《临澜市殡葬管理办法》的决定"
    assert known.repeals == ()
