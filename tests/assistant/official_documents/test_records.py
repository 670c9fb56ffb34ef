"""Blocks refuse what cannot be printed; numbering, plain text and blanks."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.official_documents.numbering import HeadingNumbers
from assistant.official_documents.plain_text import plain_text
from assistant.official_documents.records import (
    Attachment,
    Blank,
    Heading,
    OfficialDocument,
    Paragraph,
    Run,
    Sources,
    Table,
    blank_text,
    runs_of,
)


def test_numbers_begin_anew_below_every_heading() -> None:
    numbers = HeadingNumbers()
    levels = [1, 2, 3, 4, 4, 3, 2, 3, 1, 2]
    assert [numbers.label(Heading(level=level, text="甲")) for level in levels] == [
        "一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "1.", "二、", "（一）",
    ]  # fmt: skip


def test_unnumbered_heading_does_not_count() -> None:
    numbers = HeadingNumbers()
    headings = [Heading(level=1, text="前言", numbered=False), Heading(level=1, text="总则")]
    assert [numbers.label(one) for one in headings] == ["", "一、"]


def test_eleventh_heading_is_written_in_chinese_numerals() -> None:
    numbers = HeadingNumbers()
    assert [numbers.label(Heading(level=1, text="甲")) for _ in range(11)][-1] == "十一、"


@pytest.mark.parametrize("level", [0, 5])
def test_level_without_a_number_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="level 1 to 4"):
        Heading(level=level, text="甲")


def test_rows_must_fit_the_header() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        Table(header=("甲", "乙"), rows=(("一",),))
    with pytest.raises(ValueError, match="2 columns"):
        Table(header=("甲", "乙"), rows=(), widths=(1,))


def test_blank_is_written_once() -> None:
    assert blank_text("电话") == blank_text("【待补充：电话】") == "【待补充：电话】"


def test_blanks_inside_a_line_are_shaded_and_keep_its_marks() -> None:
    runs = runs_of((Run(text="由【待补充：谁】启动", bold=True),))
    assert [(run.text, run.shaded, run.bold) for run in runs] == [
        ("由", False, True),
        ("【待补充：谁】", True, True),
        ("启动", False, True),
    ]


def test_plain_text_numbers_headings_and_joins_cells() -> None:
    document = OfficialDocument(
        title="预案",
        organ="某局",
        day=date(2026, 1, 2),
        blocks=(
            Heading(level=1, text="总则"),
            Paragraph(text=(Run(text="适用于全县。"), Run(text="[1]", raised=True))),
            Table(header=("名称", "数量"), rows=(("水泵", "3台"),)),
            Blank(text="电话"),
            Sources(items=("《甲》第一条",)),
        ),
        attachments=(Attachment(title="通讯录", blocks=(Heading(level=1, text="内部"),)),),
    )
    assert plain_text(document).split("\n") == [
        "预案",
        "一、总则",
        "适用于全县。[1]",
        "名称 | 数量",
        "水泵 | 3台",
        "【待补充：电话】",
        "资料来源",
        "[1] 《甲》第一条",
        "某局",
        "2026年1月2日",
        "附件 通讯录",
        "一、内部",
    ]
