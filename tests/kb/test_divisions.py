"""Standard names of administrative divisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.divisions import default_divisions, read_divisions
from kb.taxonomy import Mark


@pytest.mark.parametrize(
    ("region", "standard", "level"),
    [
        ("广西", "广西壮族自治区", "province"),
        ("深圳", "广东省深圳市", "city"),
        ("深圳经济特区", "广东省深圳市", "city"),
        ("余杭区", "浙江省杭州市余杭区", "county"),
        ("杭州余杭区", "浙江省杭州市余杭区", "county"),
        ("浙江省义乌市", "浙江省金华市义乌市", "county"),
        ("济源市", "河南省济源市", "county"),
        ("吉林市", "吉林省吉林市", "city"),
        ("吉林", "吉林省", "province"),
        ("恩施", "湖北省恩施土家族苗族自治州", "city"),
        ("北京市朝阳区", "北京市朝阳区", "county"),
        ("海南藏族自治州共和县", "青海省海南藏族自治州共和县", "county"),
    ],
)
def test_standard_name_and_level(region: str, standard: str, level: str) -> None:
    divisions = default_divisions()
    assert divisions.standard(region) == standard
    assert divisions.level(standard) == level


@pytest.mark.parametrize("region", ["临澜市青泽县", "临澜市青泽县柳溪镇", "朝阳区", "城区", "大理石", "日照时数", ""])
def test_unknown_and_ambiguous_names_stay_as_written(region: str) -> None:
    assert default_divisions().standard(region) == region


def test_the_context_tells_which_place_of_a_name_is_meant() -> None:
    divisions = default_divisions()
    assert divisions.standard("鼓楼区", "南京市鼓楼区人民政府") == "江苏省南京市鼓楼区"
    assert divisions.standard("鼓楼区", "福州市人民政府文件") == "福建省福州市鼓楼区"


def test_towns_stay_behind_the_chain() -> None:
    assert default_divisions().standard("余杭区良渚街道") == "浙江省杭州市余杭区良渚街道"


def test_later_names_carry_the_mark_of_unconfirmed_knowledge() -> None:
    (hengzhou,) = default_divisions().named("横州市")
    (yuhang,) = default_divisions().named("余杭区")
    assert (hengzhou.mark, yuhang.mark) == (Mark.KNOWLEDGE, Mark.PARTLY)


def test_every_province_is_there() -> None:
    divisions = default_divisions()
    text = "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门"
    levels = [divisions.named(name)[0].level for name in text.split()]
    assert levels == ["province"] * 34


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "divisions.txt"
    path.write_text("甲省\t乙市\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unpack"):
        read_divisions(path)
