"""Numbers at the start of a line."""

from __future__ import annotations

import pytest

from ingest.structure.marks import Style, chinese_number, read_mark


@pytest.mark.parametrize(
    ("line", "style", "label", "number", "rest"),
    [
        ("第三条 为了规范应急管理工作", Style.ARTICLE, "第三条", (3,), "为了规范应急管理工作"),
        (
            "第一百零六条本法自2024年11月1日起施行。",
            Style.ARTICLE,
            "第一百零六条",
            (106,),
            "本法自2024年11月1日起施行。",
        ),
        ("第二十条之一　有下列情形", Style.ARTICLE, "第二十条之一", (20, 1), "有下列情形"),
        ("第 四 章 法律责任", Style.CHAPTER, "第四章", (4,), "法律责任"),
        ("第一分编 通则", Style.SUBPART, "第一分编", (1,), "通则"),
        ("第三编 井工煤矿", Style.PART, "第三编", (3,), "井工煤矿"),
        ("十二、附则", Style.CHINESE, "十二、", (12,), "附则"),
        ("（二）应急队伍建设", Style.CHINESE_PAREN, "（二）", (2,), "应急队伍建设"),
        ("(3)疏散人员", Style.PAREN, "（3）", (3,), "疏散人员"),
        ("1.2.3 响应启动", Style.DECIMAL, "1.2.3", (1, 2, 3), "响应启动"),
        ("6 . 3 . 1 预警行动", Style.DECIMAL, "6.3.1", (6, 3, 1), "预警行动"),
        ("6.3.1.2预警发布", Style.DECIMAL, "6.3.1.2", (6, 3, 1, 2), "预警发布"),
        ("1 总则", Style.DECIMAL, "1", (1,), "总则"),
        ("2. 组织机构", Style.DOT, "2.", (2,), "组织机构"),
        ("2、组织机构", Style.COMMA, "2、", (2,), "组织机构"),
        ("3）切断电源", Style.HALF_PAREN, "3）", (3,), "切断电源"),
        ("②切断电源", Style.CIRCLE, "②", (2,), "切断电源"),
        ("a) 报警", Style.LETTER, "a）", (1,), "报警"),
        ("附件2 应急通讯录", Style.APPENDIX, "附件2", (2,), "应急通讯录"),
        ("附录A 风险分级", Style.APPENDIX, "附录A", (1,), "风险分级"),
        ("A.2.1 生产工艺", Style.APPENDIX_DECIMAL, "A.2.1", (1, 2, 1), "生产工艺"),
    ],
)
def test_reads_number(line: str, style: Style, label: str, number: tuple[int, ...], rest: str) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.style, mark.label, mark.number, mark.rest) == (style, label, number, rest)


@pytest.mark.parametrize(
    "line",
    [
        "2025年6月27日18时",
        "3.5万吨液氨",
        "30分钟内上报",
        "1.5米以上",
        "12小时内报告",
        "三、四级响应由县级启动",
        "附件：1.应急通讯录",
        "附件2）所列标准",
        "为了保障生命安全",
        "第三方机构评估",
        "0.5公里",
    ],
)
def test_leaves_quantities_and_references(line: str) -> None:
    assert read_mark(line) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一百零六", 106),
        ("十", 10),
        ("二十", 20),
        ("二〇", 20),
        ("一千二百六十", 1260),
        ("12", 12),
        ("两百", 200),
        ("甲", -1),
    ],
)
def test_numerals(numeral: str, value: int) -> None:
    assert chinese_number(numeral) == value
